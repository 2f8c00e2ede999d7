/** Sites, buildings, floors and spaces: the calls that the pages about the building make. */
import { client, take } from '../api/http';
import { whole } from '../api/whole';
import type { components, paths } from '../api/schema';

type Signal = AbortSignal | undefined;
type PlaceQuery = NonNullable<paths['/api/v1/places']['get']['parameters']['query']>;

export type Place = components['schemas']['Place'];
export type PlaceWithPath = components['schemas']['PlaceWithPath'];

export const places = {
	list: (query: PlaceQuery, signal: Signal) =>
		take(client.GET('/api/v1/places', { params: { query }, signal })),
	all: (query: PlaceQuery, signal: Signal): Promise<Place[]> =>
		whole((cursor) => places.list({ ...query, cursor, limit: 200 }, signal)),
	one: (id: string, signal: Signal) =>
		take(client.GET('/api/v1/places/{id}', { params: { path: { id } }, signal })),
};
