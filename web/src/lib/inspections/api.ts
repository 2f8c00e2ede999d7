/** Every call about inspections and their rules, one function each. */
import { inForm } from '../api/form';
import { client, tag, take } from '../api/http';
import type {
	Due,
	DueQuery,
	Inspection,
	InspectionQuery,
	Judgement,
	NewInspection,
	NewRegime,
	Regime,
	RegimeChange,
} from './types';
import { whole } from '../api/whole';

type Signal = AbortSignal | undefined;
interface Versioned {
	id: string;
	version: number;
}

const of = (id: string) => ({ path: { id } });
const at = ({ id, version }: Versioned) => ({ path: { id }, header: { 'if-match': tag(version) } });

export const inspections = {
	due: (query: DueQuery, signal: Signal) =>
		take(client.GET('/api/v1/inspections/due', { params: { query }, signal })),
	allDue: (query: DueQuery, signal: Signal): Promise<Due[]> =>
		whole((cursor) => inspections.due({ ...query, cursor, limit: 200 }, signal)),
	list: (query: InspectionQuery, signal: Signal) =>
		take(client.GET('/api/v1/inspections', { params: { query }, signal })),
	one: (id: string, signal?: Signal): Promise<Inspection> =>
		take(client.GET('/api/v1/inspections/{id}', { params: of(id), signal })),
	note: (body: NewInspection, key: string): Promise<Inspection> =>
		take(client.POST('/api/v1/inspections', { body, headers: { 'idempotency-key': key } })),

	schedule: (present: Versioned, body: { on: string; performer: string }): Promise<Inspection> =>
		take(client.POST('/api/v1/inspections/{id}/schedule', { params: at(present), body })),
	perform: (present: Versioned, body: { performed_on: string; performer: string }): Promise<Inspection> =>
		take(client.POST('/api/v1/inspections/{id}/perform', { params: at(present), body })),
	judge: (present: Versioned, body: Judgement): Promise<Inspection> =>
		take(client.POST('/api/v1/inspections/{id}/judge', { params: at(present), body })),
	drop: (present: Versioned, reason: string): Promise<Inspection> =>
		take(client.POST('/api/v1/inspections/{id}/drop', { params: at(present), body: { reason } })),
	addReport: (id: string, title: string, file: Blob, key: string): Promise<Inspection> =>
		take(
			client.POST('/api/v1/inspections/{id}/reports', { params: of(id), ...inForm(key, { title }, file) }),
		),

	order: (remark: string) =>
		take(client.POST('/api/v1/inspection-remarks/{id}/order', { params: of(remark) })),
	clear: (remark: string, fields: Record<string, string>, file: Blob, key: string): Promise<Inspection> =>
		take(
			client.POST('/api/v1/inspection-remarks/{id}/clear', {
				params: of(remark),
				...inForm(key, fields, file),
			}),
		),

	book: (place: string): Promise<Blob> =>
		take(
			client.GET('/api/v1/places/{id}/inspection-book', { params: of(place), parseAs: 'blob' }),
		) as Promise<Blob>,
};

export const regimes = {
	all: async (signal: Signal): Promise<Regime[]> =>
		(await take(client.GET('/api/v1/inspection-regimes', { signal }))).items,
	add: (body: NewRegime, key: string): Promise<Regime> =>
		take(client.POST('/api/v1/inspection-regimes', { body, headers: { 'idempotency-key': key } })),
	change: (present: Versioned, body: RegimeChange): Promise<Regime> =>
		take(client.PATCH('/api/v1/inspection-regimes/{id}', { params: at(present), body })),
};

/** Keys by which a calendar program may read what is due, without signing in. */
export const calendarKeys = {
	all: async (signal: Signal) =>
		whole((cursor) => take(client.GET('/api/v1/tokens', { params: { query: { cursor } }, signal }))),
	add: (name: string, expires_at: string) =>
		take(client.POST('/api/v1/tokens', { body: { name, scopes: [CALENDAR_SCOPE], expires_at } })),
	revoke: (id: string) => take(client.POST('/api/v1/tokens/{id}/revoke', { params: of(id) })),
};

/** All that such a key is good for. */
export const CALENDAR_SCOPE = 'see_tickets';
