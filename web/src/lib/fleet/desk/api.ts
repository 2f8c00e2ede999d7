/** Every call of the desk, one function each. */
import { inForm } from '../../api/form';
import { client, tag, take } from '../../api/http';
import type { HandOut, NewDamage, Return } from './types';

type Signal = AbortSignal | undefined;
interface Versioned {
	id: string;
	version: number;
}

const of = (id: string) => ({ path: { id } });
const at = ({ id, version }: Versioned) => ({ path: { id }, header: { 'if-match': tag(version) } });
const under = (key: string) => ({ headers: { 'idempotency-key': key } });

export const desk = {
	see: (site: string, day: string | undefined, signal: Signal) =>
		take(client.GET('/api/v1/vehicle-desk', { params: { query: { site, day } }, signal })),
	driver: (reservation: string, person: string, signal: Signal) =>
		take(
			client.GET('/api/v1/vehicle-reservations/{id}/desk-driver', {
				params: { ...of(reservation), query: { person } },
				signal,
			}),
		),
	handOut: (present: Versioned, body: HandOut) =>
		take(client.POST('/api/v1/vehicle-reservations/{id}/hand-out', { params: at(present), body })),
	takeBack: (present: Versioned, reason: string) =>
		take(
			client.POST('/api/v1/vehicle-reservations/{id}/take-back-hand-out', {
				params: at(present),
				body: { reason },
			}),
		),
	giveBack: (present: Versioned, body: Return) =>
		take(client.POST('/api/v1/vehicle-reservations/{id}/return', { params: at(present), body })),
	release: (present: Versioned) =>
		take(client.POST('/api/v1/vehicle-reservations/{id}/release', { params: at(present) })),
	correct: (reservation: string, end: 'out' | 'back', km: number, reason: string, key: string) =>
		take(
			client.POST('/api/v1/vehicle-reservations/{id}/correct-handover', {
				params: of(reservation),
				body: { end, km, reason },
				...under(key),
			}),
		),
	addPhoto: (reservation: string, title: string, file: Blob, key: string) =>
		take(
			client.POST('/api/v1/vehicle-reservations/{id}/handover-photos', {
				params: of(reservation),
				...inForm(key, { title }, file),
			}),
		),
	threatened: async (vehicle: string, signal: Signal) =>
		(await take(client.GET('/api/v1/vehicles/{id}/threatened', { params: of(vehicle), signal }))).items,
	/** Gives these another vehicle; all that cannot keep theirs where none is named. */
	rehouse: (vehicle: string, reservations: string[] | null, key: string) =>
		take(
			client.POST('/api/v1/vehicles/{id}/rehouse', {
				params: of(vehicle),
				body: { reservations },
				...under(key),
			}),
		),
};

export const damages = {
	list: (query: { vehicle?: string; site?: string; repaired?: boolean; cursor?: string }, signal: Signal) =>
		take(client.GET('/api/v1/vehicle-damages', { params: { query }, signal })),
	add: (vehicle: string, body: NewDamage, key: string) =>
		take(client.POST('/api/v1/vehicles/{id}/damages', { params: of(vehicle), body, ...under(key) })),
	addPhoto: (damage: string, title: string, file: Blob, key: string) =>
		take(
			client.POST('/api/v1/vehicle-damages/{id}/photos', {
				params: of(damage),
				...inForm(key, { title }, file),
			}),
		),
	repair: (present: Versioned, note: string) =>
		take(
			client.POST('/api/v1/vehicle-damages/{id}/repair', {
				params: at(present),
				body: { note: note || null },
			}),
		),
};
