/** Every call about reservations of vehicles, one function each. */
import { client, tag, take, type Version } from '../../api/http';
import { whole } from '../../api/whole';
import { vehicles } from '../api';
import type { NewReservation, OptionsQuery, ReservationChange, ReservationQuery } from './types';

type Signal = AbortSignal | undefined;

const of = (id: string) => ({ path: { id } });
const at = (id: string, version: Version) => ({ path: { id }, header: { 'if-match': tag(version) } });

export const reservations = {
	list: (query: ReservationQuery, signal: Signal) =>
		take(client.GET('/api/v1/vehicle-reservations', { params: { query }, signal })),
	one: (id: string, signal: Signal) =>
		take(client.GET('/api/v1/vehicle-reservations/{id}', { params: of(id), signal })),
	/** What reserving would do. */
	options: (query: OptionsQuery, signal: Signal) =>
		take(client.GET('/api/v1/vehicle-reservations/options', { params: { query }, signal })),
	make: (body: NewReservation, key: string) =>
		take(client.POST('/api/v1/vehicle-reservations', { body, headers: { 'idempotency-key': key } })),
	/** What changing it would do. */
	preview: (id: string, body: ReservationChange, signal: Signal) =>
		take(client.PATCH('/api/v1/vehicle-reservations/{id}/preview', { params: of(id), body, signal })),
	change: (id: string, version: Version, body: ReservationChange) =>
		take(client.PATCH('/api/v1/vehicle-reservations/{id}', { params: at(id, version), body })),
	cancel: (id: string, version: Version, reason: string) =>
		take(
			client.POST('/api/v1/vehicle-reservations/{id}/cancel', {
				params: at(id, version),
				body: { reason: reason || null },
			}),
		),
};

export const zones = async (signal: Signal) =>
	(await take(client.GET('/api/v1/low-emission-zones', { signal }))).items;

/** Those that can be asked for by name on a site. */
export const toChoose = (site: string, signal: Signal) =>
	whole((cursor) =>
		vehicles.list({ site: site || undefined, state: 'in_service', limit: 100, cursor }, signal),
	);
