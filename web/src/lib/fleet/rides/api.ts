/** Every call about rides and the days of drivers, one function each. */
import { client, tag, take } from '../../api/http';
import { whole } from '../../api/whole';
import type { RideFinish, RideSetOff } from './types';

type Signal = AbortSignal | undefined;
interface Versioned {
	id: string;
	version: number;
}

const of = (id: string) => ({ path: { id } });
const at = ({ id, version }: Versioned) => ({ path: { id }, header: { 'if-match': tag(version) } });

export const rides = {
	/** What a driver still drives, from now on. */
	toCome: (driver: string, from: string, signal: Signal) =>
		whole((cursor) =>
			take(
				client.GET('/api/v1/rides', {
					params: { query: { driver, from, open: true, cursor, limit: 200 } },
					signal,
				}),
			),
		),
	drivers: (id: string, signal: Signal) =>
		take(client.GET('/api/v1/rides/{id}/drivers', { params: of(id), signal })),
	accept: (ride: Versioned) => take(client.POST('/api/v1/rides/{id}/accept', { params: at(ride) })),
	decline: (ride: Versioned, reason: string) =>
		take(client.POST('/api/v1/rides/{id}/decline', { params: at(ride), body: { reason } })),
	setOff: (ride: Versioned, body: RideSetOff) =>
		take(client.POST('/api/v1/rides/{id}/set-off', { params: at(ride), body })),
	board: (ride: Versioned) => take(client.POST('/api/v1/rides/{id}/board', { params: at(ride) })),
	finish: (ride: Versioned, body: RideFinish) =>
		take(client.POST('/api/v1/rides/{id}/finish', { params: at(ride), body })),
	assign: (ride: Versioned, driver_id: string) =>
		take(client.POST('/api/v1/rides/{id}/assign', { params: at(ride), body: { driver_id } })),
};

export const days = {
	/** The driver that the caller is, if any. */
	own: async (signal: Signal) => (await take(client.GET('/api/v1/drivers/me', { signal }))).driver,
	of: (driver: string, date: string, signal: Signal) =>
		take(client.GET('/api/v1/drivers/{id}/day', { params: { ...of(driver), query: { date } }, signal })),
	all: (date: string, site: string | undefined, signal: Signal) =>
		take(client.GET('/api/v1/driver-days', { params: { query: { date, site } }, signal })),
};
