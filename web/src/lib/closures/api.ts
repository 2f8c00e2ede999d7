/** Every call about closures that the pages make, one function each. */
import { client, take } from '../api/http';
import type { ClosureQuery, Move, NewClosure } from './types';

type Signal = AbortSignal | undefined;

const of = (id: string) => ({ path: { id } });

export const closures = {
	list: (query: ClosureQuery, signal: Signal) =>
		take(client.GET('/api/v1/closures', { params: { query }, signal })),
	one: (id: string, signal: Signal) => take(client.GET('/api/v1/closures/{id}', { params: of(id), signal })),
	preview: (body: NewClosure, signal: Signal) =>
		take(client.POST('/api/v1/closures/preview', { body, signal })),
	close: (body: NewClosure, key: string) =>
		take(client.POST('/api/v1/closures', { body, headers: { 'idempotency-key': key } })),
	lift: (id: string) => take(client.POST('/api/v1/closures/{id}/lift', { params: of(id) })),
	/** What still lies in it, and where each could go. */
	rehousing: async (id: string, signal: Signal) =>
		(await take(client.GET('/api/v1/closures/{id}/rehousing', { params: of(id), signal }))).items,
	/** All or nothing. */
	rehouse: (id: string, moves: Move[]) =>
		take(client.POST('/api/v1/closures/{id}/rehouse', { params: of(id), body: { moves } })),
};
