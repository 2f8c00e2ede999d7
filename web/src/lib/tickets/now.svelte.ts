/** The present, for words such as "in 2 h": moves on every half minute while a page looks at it. */
import { createSubscriber } from 'svelte/reactivity';

const EVERY_MS = 30_000;

class Now {
	#subscribe = createSubscriber((update) => {
		const timer = setInterval(update, EVERY_MS);
		return () => clearInterval(timer);
	});

	get ms(): number {
		this.#subscribe();
		return Date.now();
	}
}

export const now = new Now();

/** Calls again while the page is looked at: when it comes back to the front, and every minute. What others change is seen without a reload. */
export function whileSeen(work: () => void): () => void {
	const seen = () => {
		if (document.visibilityState === 'visible') work();
	};
	const timer = setInterval(seen, 60_000);
	document.addEventListener('visibilitychange', seen);
	window.addEventListener('online', seen);
	return () => {
		clearInterval(timer);
		document.removeEventListener('visibilitychange', seen);
		window.removeEventListener('online', seen);
	};
}
