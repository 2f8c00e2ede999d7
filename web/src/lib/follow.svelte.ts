import { announcer } from './announce.svelte';
import type { Page } from './api';
import { language } from './i18n.svelte';
import { Paged } from './load.svelte';

/**
 * Loads what is wanted, and again whenever that or the language changes; nothing while nothing is wanted. Answers how to load it
 * once more. For a component while it is made.
 */
export function follow<Query>(
	wanted: () => Query | undefined,
	load: (query: Query) => Promise<unknown>,
): () => Promise<void> {
	// As text, so that the same wish is not loaded twice.
	const text = $derived(JSON.stringify(wanted()));
	const again = async () => {
		if (text !== undefined) await load(JSON.parse(text) as Query);
	};
	$effect(() => {
		language();
		void again();
	});
	return again;
}

interface Wish<Query, T> {
	/** What is wanted, as the address says it. */
	query: () => Query | undefined;
	fetch: (query: Query & { cursor?: string }, signal: AbortSignal) => Promise<Page<T>>;
	/** What is said when so many are there. */
	said: (count: number) => string;
}

/** A list in pages that follows what is wanted, and says how many there are. For a component while it is made. */
export class Listing<Query extends object, T> extends Paged<T> {
	readonly reload: () => Promise<void>;
	readonly next: () => Promise<void>;

	constructor({ query, fetch, said }: Wish<Query, T>) {
		super();
		this.reload = follow(query, async (wanted) => {
			const found = await this.run((signal) => fetch(wanted, signal));
			if (found) announcer.say(said(found.items.length));
		});
		this.next = async () => {
			const wanted = query();
			if (wanted) await this.more((cursor, signal) => fetch({ ...wanted, cursor }, signal));
		};
	}
}
