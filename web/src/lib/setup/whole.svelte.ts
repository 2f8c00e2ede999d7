/** A list that comes whole: found by words, shown page by page. */
import { Load } from '../load.svelte';
import type { Page } from '../api';

const AT_ONCE = 50;

export class Whole<T extends { code: string; name: string }> extends Load<Page<T>> {
	#most = $state(AT_ONCE);

	/** Those whose code or name holds the words, as many as are shown by now. */
	shown(words: string): { items: T[]; more: boolean } {
		const wanted = words.trim().toLocaleLowerCase();
		const all = (this.data?.items ?? []).filter(({ code, name }) =>
			`${code} ${name}`.toLocaleLowerCase().includes(wanted),
		);
		return { items: all.slice(0, this.#most), more: all.length > this.#most };
	}

	showMore(): void {
		this.#most += AT_ONCE;
	}
}
