/** Every call about floor plans that the pages make, one function each. */
import { client, take } from '../api/http';
import type { Polygon } from './types';

type Signal = AbortSignal | undefined;

const of = (id: string) => ({ path: { id } });

export const floors = {
	map: (id: string, signal: Signal) =>
		take(client.GET('/api/v1/floors/{id}/map', { params: of(id), signal })),
	/** The file itself travels, not a form. */
	setPlan: (id: string, file: Blob, mm_per_unit: number | undefined) =>
		take(
			client.PUT('/api/v1/floors/{id}/plan', {
				params: { ...of(id), query: { mm_per_unit } },
				headers: { 'content-type': 'application/octet-stream' },
				body: file as never,
				bodySerializer: (body: unknown) => body as never,
			}),
		),
	removePlan: (id: string) => take(client.DELETE('/api/v1/floors/{id}/plan', { params: of(id) })),
	draw: (space: string, body: Polygon) =>
		take(client.PUT('/api/v1/spaces/{id}/outline', { params: of(space), body })),
	erase: (space: string) => take(client.DELETE('/api/v1/spaces/{id}/outline', { params: of(space) })),
};
