/** Every call about tickets that the pages make, one function each. */
import { Problem, type Page } from '../api';
import { client, tag, take } from '../api/http';
import { formOf } from './photo';
import type { Step } from './order';
import type {
	BoardColumn,
	Followed,
	Mention,
	Move,
	QrPlace,
	Ref,
	Team,
	Threat,
	Ticket,
	TicketChange,
	TicketState,
	TicketSummary,
	Verb,
} from './types';

type Signal = AbortSignal | undefined;

interface Wanted {
	query?: object;
	signal?: Signal;
}

interface Sent {
	json?: unknown;
	key?: string;
	version?: number;
	form?: { body: Blob; type: string };
}

function get<T>(path: string, { query = {}, signal }: Wanted = {}): Promise<T> {
	return take(client.GET(path as never, { params: { query }, signal } as never)) as Promise<T>;
}

function write<T>(method: 'POST' | 'PATCH', path: string, { json, key, version, form }: Sent): Promise<T> {
	const headers: Record<string, string> = {};
	if (key) headers['idempotency-key'] = key;
	if (version !== undefined) headers['if-match'] = tag(version);
	if (form) headers['content-type'] = form.type;
	const init = {
		headers,
		body: form?.body ?? json ?? {},
		// A connection that hangs is no connection; a photo may take its time.
		...(key && { signal: AbortSignal.timeout(form ? 120_000 : 20_000) }),
		...(form && { bodySerializer: (body: unknown) => body }),
	};
	const asked =
		method === 'POST'
			? client.POST(path as never, init as never)
			: client.PATCH(path as never, init as never);
	return take(asked) as Promise<T>;
}

/** The path of a move: `cannot_complete` is said `cannot-complete` there. */
export function movePath(id: string, verb: Verb): string {
	return `/api/v1/tickets/${id}/${verb.replace('_', '-')}`;
}

export const tickets = {
	list: (query: object, signal: Signal) => get<Page<TicketSummary>>('/api/v1/tickets', { query, signal }),
	one: (id: string, signal?: Signal) => get<Ticket>(`/api/v1/tickets/${id}`, { signal }),
	board: (query: object, signal: Signal) =>
		get<{ columns: BoardColumn[] }>('/api/v1/tickets/board', { query, signal }),
	moves: async () => (await get<{ items: Move[] }>('/api/v1/tickets/moves')).items,
	teams: async (signal?: Signal) => (await get<Page<Team>>('/api/v1/teams', { signal })).items,
	mentions: async (signal?: Signal) => (await get<Page<Mention>>('/api/v1/mentions', { signal })).items,
	seen: (id: string) => write('POST', `/api/v1/mentions/${id}/seen`, {}),

	move: (ticket: { id: string; version: number }, verb: Verb, json: object) =>
		write<Ticket>('POST', movePath(ticket.id, verb), { json, version: ticket.version }),
	change: (ticket: { id: string; version: number }, json: TicketChange) =>
		write<Ticket>('PATCH', `/api/v1/tickets/${ticket.id}`, { json, version: ticket.version }),
	/** The bookings that depend on a place, within a span. */
	threats: async (query: { place: string; from: string; to: string }, signal: Signal) =>
		(await get<Page<Threat>>('/api/v1/ticket-threats', { query, signal })).items,
	comment: (id: string, json: { text: string; public: boolean; mentions: string[] }) =>
		write('POST', `/api/v1/tickets/${id}/comments`, { json }),
	photo: (id: string, key: string, file: Blob, alt: string) =>
		write('POST', `/api/v1/tickets/${id}/photos`, { key, form: formOf(key, { alt }, file) }),
	answer: (id: string, task: string, json: object) =>
		write('POST', `/api/v1/tickets/${id}/tasks/${task}/answer`, { json }),
	log: (id: string, json: object) => write('POST', `/api/v1/tickets/${id}/work`, { json }),
	strike: (id: string, entry: string, reason: string) =>
		write('POST', `/api/v1/tickets/${id}/work/${entry}/strike`, { json: { reason } }),
	rate: (id: string, rating: number, note: string) =>
		write('POST', `/api/v1/tickets/${id}/rate`, { json: { rating, note: note || undefined } }),

	/** The version of a ticket that is still in the state in which it was seen; else the refusal of a stale move. */
	versionIn: async (id: string, state: TicketState): Promise<number> => {
		const now = await tickets.one(id);
		if (now.state !== state) throw new Problem(412, { code: 'changed_meanwhile' });
		return now.version;
	},
	/** Sends a step that was kept, the same bytes under the same key each time. */
	replay: ({ path, json, fields, file, fileField, key }: Step, version?: number) =>
		write<unknown>('POST', path, {
			key,
			version,
			...(fields ? { form: formOf(key, fields, file, fileField) } : { json }),
		}),

	people: async (q: string, signal: Signal) =>
		(await get<Page<Ref>>('/api/v1/people', { query: { q, limit: 8 }, signal })).items,
	places: async (query: object, signal: Signal) =>
		(
			await get<Page<{ id: string; name: string; code: string; kind: string; site_id: string }>>(
				'/api/v1/places',
				{ query, signal },
			)
		).items,
	place: (id: string, signal?: Signal) =>
		get<{ id: string; name: string; path: { id: string; name: string }[] }>(`/api/v1/places/${id}`, {
			signal,
		}),

	atQr: (token: string, signal?: Signal) =>
		get<QrPlace>(`/api/v1/report/${encodeURIComponent(token)}`, { signal }),
	follow: (secret: string, signal?: Signal) =>
		get<Followed>(`/api/v1/report/follow/${encodeURIComponent(secret)}`, { signal }),
};
