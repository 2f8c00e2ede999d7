/** The moves of whoever has the ticket in hand. They are made where the work is, so they wait for a connection like all that is typed there. */
import { movePath } from './api';
import { stateAfter } from './moves';
import type { Entry } from './order';
import { outbox } from './outbox.svelte';
import type { Ticket, TicketState, Verb } from './types';

const OWN: Partial<Record<TicketState, Verb[]>> = {
	assigned: ['start', 'cannot_complete'],
	in_progress: ['complete', 'hold', 'cannot_complete'],
	on_hold: ['resume', 'cannot_complete'],
};

/** What can be done next; the server has the last word when it is sent. */
export function ownMoves(state: TicketState): Verb[] {
	return OWN[state] ?? [];
}

/** Sends the move, or keeps it: then there is no answer. A refusal is thrown. */
export function deliverMove(ticket: Ticket, verb: Verb, reason: string): Promise<Entry | undefined> {
	return outbox.deliver(
		{ kind: 'move', verb, from: ticket.state, to: stateAfter(verb), text: reason },
		[{ path: movePath(ticket.id, verb), json: reason ? { reason } : {} }],
		ticket.id,
	);
}
