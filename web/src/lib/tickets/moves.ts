/** What a move asks before it can be made. The server decides; this only knows what to show. */
import type { Move, TicketState, Verb } from './types';

export type Asks = 'triage' | 'plan' | 'assign' | 'duplicate' | 'reason' | 'nothing';

const ASKS: Partial<Record<Verb, Asks>> = {
	triage: 'triage',
	plan: 'plan',
	assign: 'assign',
	mark_duplicate: 'duplicate',
	hold: 'reason',
	cannot_complete: 'reason',
	reopen: 'reason',
	reject: 'reason',
	cancel: 'reason',
};

export function asks(verb: Verb): Asks {
	return ASKS[verb] ?? 'nothing';
}

/** What leads from one column to another by the table, whichever person may do it. */
export function verbsBetween(table: readonly Move[], from: TicketState, to: TicketState): Verb[] {
	return table
		.filter((move) => move.who.some((party) => party !== 'inspection'))
		.filter((move) => move.to === to && move.from.includes(from))
		.map((move) => move.verb);
}

/** The state to which a move leads, for showing it before the server has answered. */
const TO: Record<Verb, TicketState> = {
	triage: 'triaged',
	plan: 'planned',
	assign: 'assigned',
	start: 'in_progress',
	hold: 'on_hold',
	resume: 'in_progress',
	complete: 'done',
	cannot_complete: 'cannot_complete',
	verify: 'verified',
	close: 'closed',
	reopen: 'reopened',
	reject: 'rejected',
	mark_duplicate: 'duplicate',
	cancel: 'cancelled',
};

export function stateAfter(verb: Verb): TicketState {
	return TO[verb];
}
