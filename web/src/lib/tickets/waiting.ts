/** What waits for the person among tickets, for the home page: their work, what mentions them, what wants their word. */
import { m } from '../paraglide/messages';
import { me } from '../session.svelte';
import { tickets } from './api';
import { dueOf, dueWords } from './due';
import { stateLabel } from './labels';
import type { TicketSummary } from './types';

const MOST = 5;

export interface WaitingTicket {
	id: string;
	number: number;
	title: string;
	/** Why it waits. */
	why: string;
}

function line(ticket: TicketSummary): WaitingTicket {
	const due = dueOf(ticket.service_level, ticket.state);
	const words = [stateLabel(ticket.state).text, due && dueWords(due, Date.now())];
	return {
		id: ticket.id,
		number: ticket.number,
		title: ticket.title,
		why: words.filter(Boolean).join(', '),
	};
}

export async function waitingTickets(signal: AbortSignal): Promise<WaitingTicket[]> {
	const list = (query: object) => tickets.list({ limit: MOST, sort: 'due', ...query }, signal);
	const [mentions, work, fresh, done] = await Promise.all([
		tickets.mentions(signal),
		me.may('work_on_tickets')
			? list({ scope: 'assigned', state: ['assigned', 'in_progress'] }).then((page) => page.items)
			: [],
		me.may('dispatch_tickets')
			? list({ scope: 'all', state: ['new', 'reopened'] }).then((page) => page.items)
			: [],
		list({ scope: 'mine', state: ['done'] }).then((page) => page.items),
	]);
	const all = [
		...mentions.map((each) => ({
			id: each.ticket_id,
			number: each.ticket_number,
			title: each.ticket_title,
			why: m.ticket_mentioned_by({ name: each.by_name ?? '' }),
		})),
		...work.map(line),
		...fresh.map(line),
		...done.map((ticket) => ({ ...line(ticket), why: m.ticket_wants_word() })),
	];
	return all.filter((each, index) => all.findIndex((one) => one.id === each.id) === index).slice(0, MOST);
}
