import { asProblem, isAbort, type Page, type Problem } from './api';

/** One thing that a page loads: what it is, whether it is under way, and what went wrong. The newest wish wins. */
export class Load<T> {
	data = $state.raw<T>();
	problem = $state.raw<Problem>();
	busy = $state(false);
	#running: AbortController | undefined;

	async run(fetch: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
		this.#running?.abort();
		const mine = new AbortController();
		this.#running = mine;
		this.busy = true;
		try {
			const data = await fetch(mine.signal);
			if (this.#running !== mine) return undefined;
			this.data = data;
			this.problem = undefined;
			return data;
		} catch (error) {
			if (this.#running !== mine || isAbort(error)) return undefined;
			this.problem = asProblem(error);
			return undefined;
		} finally {
			if (this.#running === mine) this.busy = false;
		}
	}

	stop(): void {
		this.#running?.abort();
		this.#running = undefined;
		this.busy = false;
	}
}

/** A list that comes in pages: the next one is put behind those that are there. */
export class Paged<T> extends Load<Page<T>> {
	async more(fetch: (cursor: string, signal: AbortSignal) => Promise<Page<T>>): Promise<void> {
		const before = this.data;
		const cursor = before?.next_cursor;
		if (!cursor) return;
		await this.run(async (signal) => {
			const next = await fetch(cursor, signal);
			return { ...next, items: [...before.items, ...next.items] };
		});
	}
}
