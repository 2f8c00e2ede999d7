import { asProblem, newKey, Problem } from '../api';
import { allKept, drop, keep } from '../kept/store';
import { isSomebodyElse } from '../kept/who';
import { tickets } from './api';
import { isPassing, sendable, type Entry, type Refusal, type Step, type Wish } from './order';

/** How long until the next try when the network has not told us that it is back. */
const TRY_AGAIN_MS = 15_000;

type NewStep = Omit<Step, 'key' | 'tried' | 'done'>;
type Answer = { id?: string; number?: number; follow?: string } | undefined;

function refusalOf(problem: Problem): Refusal {
	const { status, code, headline, detail } = problem;
	return { status, code, headline, detail };
}

/**
 * Everything that was wished and has not reached the server yet. Kept in the browser, sent in order as soon as there is
 * a connection, each under its own `Idempotency-Key`: what arrived although its answer was lost is not done twice.
 * A refusal stops what comes after it on the same ticket until somebody decides.
 */
class Outbox {
	entries = $state.raw<Entry[]>([]);
	busy = $state(false);
	#person = $state<string>();
	#loaded: Promise<void> | undefined;
	#running: Promise<void> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#listeners = new Set<(entry: Entry) => void>();

	/** Of whom the entries are sent; empty for a guest. */
	async start(person: string): Promise<void> {
		if (this.#person !== person) this.#loaded = undefined;
		this.#person = person;
		this.#loaded ??= this.#load();
		await this.#loaded;
		void this.flush();
	}

	/** Nobody's any more: nothing is sent until somebody signs in. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#person = undefined;
		this.entries = [];
	}

	/** Told after an entry has been sent whole. */
	onsent(listener: (entry: Entry) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	get mine(): Entry[] {
		return this.entries.filter((each) => each.person === this.#person);
	}

	of(chain: string): Entry[] {
		return this.mine.filter((each) => each.chain === chain);
	}

	/**
	 * Keeps a wish and sends it as soon as its turn has come. True when it was sent, false when it waits; a refusal is
	 * thrown and the wish is given back to whoever made it, who still shows what was typed.
	 */
	async deliver(
		wish: Wish,
		steps: NewStep[],
		chain?: string,
		onkept?: () => void,
	): Promise<Entry | undefined> {
		const { id } = await this.#add(wish, steps, chain);
		let sent: Entry | undefined;
		const stop = this.onsent((entry) => (sent = entry.id === id ? entry : sent));
		onkept?.();
		try {
			await this.flush();
		} finally {
			stop();
		}
		const left = this.entries.find((each) => each.id === id);
		if (!left?.refusal) return sent;
		// What was made stays made: the rest waits for a decision.
		if (left.answer) return left;
		await this.discard(left);
		const { status, code, headline, detail } = left.refusal;
		throw new Problem(status, { code, title: headline, detail });
	}

	async #add(wish: Wish, steps: NewStep[], chain?: string): Promise<Entry> {
		const id = newKey();
		return this.#put({
			id,
			seq: Math.max(0, ...this.entries.map((each) => each.seq)) + 1,
			person: this.#person ?? '',
			chain: chain ?? id,
			wish,
			steps: steps.map((step) => ({ ...step, key: newKey(), tried: false, done: false })),
			at: new Date().toISOString(),
		});
	}

	/** Tries a refused entry once more, as a new wish. */
	async retry(entry: Entry): Promise<void> {
		const steps = entry.steps.map((step) =>
			step.done ? step : { ...step, key: newKey(), tried: false, version: undefined },
		);
		await this.#put({ ...entry, refusal: undefined, steps });
		void this.flush();
	}

	/** Gives up an entry: the only way in which one is lost. */
	async discard(entry: Entry): Promise<void> {
		this.entries = this.entries.filter((each) => each.id !== entry.id);
		await drop('outbox', entry.id);
		void this.flush();
	}

	/** Sends what can be sent. Done when nothing more can be sent now. */
	flush(): Promise<void> {
		// The cookie is somebody else's by now: theirs must not be the name under what was typed here.
		if (this.#person === undefined || isSomebodyElse(this.#person)) return Promise.resolve();
		this.#running ??= this.#sendAll().finally(() => (this.#running = undefined));
		return this.#running;
	}

	async #sendAll(): Promise<void> {
		clearTimeout(this.#timer);
		this.busy = true;
		try {
			await this.#alone(async () => {
				for (;;) {
					const next = sendable(this.entries, this.#person ?? '')[0];
					if (!next || !(await this.#send(next))) return;
				}
			});
		} finally {
			this.busy = false;
			if (sendable(this.entries, this.#person ?? '').length > 0)
				this.#timer = setTimeout(() => void this.flush(), TRY_AGAIN_MS);
		}
	}

	/** One window at a time; elsewhere than behind TLS there are no locks, and the keys alone prevent a repeat. */
	async #alone(work: () => Promise<void>): Promise<void> {
		const locks: LockManager | undefined = navigator.locks;
		if (!locks) return work();
		await locks.request('intendant.outbox', async () => {
			await this.#load();
			await work();
		});
	}

	/** False when there is no use in going on now. */
	async #send(entry: Entry): Promise<boolean> {
		let now = entry;
		try {
			for (const [index, step] of entry.steps.entries()) {
				if (step.done) continue;
				const tried = await this.#prepare(now, step);
				now = await this.#put({ ...now, steps: now.steps.with(index, tried) });
				const answer = await this.#request(now, tried);
				now = await this.#put({
					...now,
					answer: now.answer ?? answer ?? {},
					steps: now.steps.with(index, { ...tried, done: true }),
				});
			}
		} catch (error) {
			const problem = asProblem(error);
			if (isPassing(problem.status)) return false;
			await this.#put({ ...now, refusal: refusalOf(problem) });
			return true;
		}
		this.entries = this.entries.filter((each) => each.id !== entry.id);
		await drop('outbox', entry.id);
		for (const listener of this.#listeners) listener(now);
		return true;
	}

	/** Before a move: is the ticket still what the person saw? Other things may be said of a ticket in any state. */
	async #prepare(entry: Entry, step: Step): Promise<Step> {
		if (entry.wish.kind !== 'move' || step.tried) return { ...step, tried: true };
		return { ...step, tried: true, version: await tickets.versionIn(entry.chain, entry.wish.from) };
	}

	async #request(entry: Entry, step: Step): Promise<Answer> {
		return (await tickets.replay(
			{ ...step, path: step.path.replace('{ticket}', entry.answer?.id ?? '') },
			step.version,
		)) as Answer;
	}

	async #put(entry: Entry): Promise<Entry> {
		// Signed out meanwhile: nothing of theirs stays here.
		if (entry.person !== this.#person) return entry;
		const known = this.entries.some((each) => each.id === entry.id);
		this.entries = known
			? this.entries.map((each) => (each.id === entry.id ? entry : each))
			: [...this.entries, entry];
		await keep('outbox', entry.id, entry);
		return entry;
	}

	async #load(): Promise<void> {
		const entries = await allKept<Entry>('outbox');
		this.entries = entries.sort((a, b) => a.seq - b.seq);
	}
}

export const outbox = new Outbox();

if (typeof window !== 'undefined') {
	window.addEventListener('online', () => void outbox.flush());
}
