/**
 * The tickets that somebody works on, with everything in them, as the server last answered: what is read and worked
 * from where there is no connection. It is wiped with all that is kept of a person.
 */
import { keep, kept } from '../kept/store';
import { me } from '../session.svelte';
import { tickets } from './api';
import type { Ticket, TicketState } from './types';

/** A ticket, and when it was fetched. */
export interface Seen {
	at: string;
	ticket: Ticket;
}

export interface Plan {
	/** When the list was fetched. */
	at: string;
	seen: Seen[];
}

export const AT_WORK: readonly TicketState[] = ['in_progress', 'assigned', 'on_hold'];
const MOST = 50;

const nameOf = (person: string) => `plan.${person}`;

export function keptPlan(person: string): Promise<Plan | undefined> {
	return kept<Plan>('seen', nameOf(person));
}

/** Fetches the tickets of whoever is signed in, and keeps them in this browser. */
export async function fetchPlan(person: string, signal?: AbortSignal): Promise<Plan> {
	const page = await tickets.list({ scope: 'assigned', state: AT_WORK, sort: 'due', limit: MOST }, signal);
	// What waits for something comes after what can be done.
	page.items.sort((a, b) => Number(a.state === 'on_hold') - Number(b.state === 'on_hold'));
	const whole = await Promise.all(page.items.map((each) => tickets.one(each.id, signal)));
	const at = new Date().toISOString();
	const plan = { at, seen: whole.map((ticket) => ({ at, ticket })) };
	await keepPlan(person, plan);
	return plan;
}

/** One ticket of the plan was fetched again. */
export async function keepSeen(person: string, ticket: Ticket): Promise<void> {
	const plan = await keptPlan(person);
	if (!plan?.seen.some((each) => each.ticket.id === ticket.id)) return;
	const fresh = { at: new Date().toISOString(), ticket };
	await keepPlan(person, {
		...plan,
		seen: plan.seen.map((each) => (each.ticket.id === ticket.id ? fresh : each)),
	});
}

export async function keptTicket(person: string, id: string): Promise<Seen | undefined> {
	return (await keptPlan(person))?.seen.find((each) => each.ticket.id === id);
}

async function keepPlan(person: string, plan: Plan): Promise<void> {
	// Signed out meanwhile: then there is nothing to keep.
	if (me.person?.id === person) await keep('seen', nameOf(person), plan);
}
