/** What waits to be sent and in which order: pure, so that it can be tested without a network. */
import type { TaskAnswer, Ticket, TicketState, Verb } from './types';

/** One request. `{ticket}` in its path stands for the ticket that the first step made. */
export interface Step {
	path: string;
	json?: unknown;
	/** Fields of a form with a file. */
	fields?: Record<string, string>;
	file?: Blob;
	/** The name of the file's field. */
	fileField?: string;
	/** The `Idempotency-Key`, the same for each try of this wish. */
	key: string;
	/** The version that the last try named. */
	version?: number;
	/** It was sent at least once; whether it arrived may be unknown. */
	tried: boolean;
	done: boolean;
}

/** What somebody wants done, in words that can be shown again. */
export type Wish =
	| { kind: 'report'; title: string; place: string; photos: number }
	| { kind: 'guest_report'; token: string; title: string; photos: number }
	| { kind: 'move'; verb: Verb; from: TicketState; to: TicketState; text: string }
	| { kind: 'comment'; text: string; public: boolean }
	| { kind: 'answer'; task: string; answer: TaskAnswer; text: string }
	| { kind: 'work'; text: string }
	| { kind: 'photo'; text: string };

export interface Refusal {
	status: number;
	code: string;
	headline: string;
	detail: string;
}

export interface Entry {
	id: string;
	/** Orders the entries; later ones are larger. */
	seq: number;
	/** Who wished it; empty for a guest. */
	person: string;
	/** Entries with the same chain go one after the other: the ticket, or the entry's own id. */
	chain: string;
	wish: Wish;
	steps: Step[];
	/** When it was wished. */
	at: string;
	refusal?: Refusal;
	/** What the first step made. */
	answer?: { id?: string; number?: number; follow?: string };
}

/** The entries that may be sent now: of each chain the first, unless that was refused and waits for a person. */
export function sendable(entries: readonly Entry[], person: string): Entry[] {
	const seen = new Set<string>();
	return [...entries]
		.filter((each) => each.person === person)
		.sort((a, b) => a.seq - b.seq)
		.filter((each) => {
			if (seen.has(each.chain)) return false;
			seen.add(each.chain);
			return !each.refusal;
		});
}

/** Whether trying again later may help: no answer, too many, signed out, or a fault of the server. */
export function isPassing(status: number): boolean {
	return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}

/** The ticket as it will be once everything that waits has been sent. */
export function withWaiting(ticket: Ticket, entries: readonly Entry[]): Ticket {
	let shown = ticket;
	for (const { wish } of entries.filter((each) => each.chain === ticket.id && !each.refusal)) {
		if (wish.kind === 'move') shown = { ...shown, state: wish.to };
		if (wish.kind === 'answer')
			shown = {
				...shown,
				tasks: shown.tasks.map((task) =>
					task.id === wish.task ? { ...task, answer: wish.answer, failed: false } : task,
				),
			};
	}
	return shown;
}
