/** Every call about trips, energy, costs, fines and the figures of the fleet, one function each. */
import { inForm } from '../../api/form';
import { client, tag, take } from '../../api/http';
import { whole } from '../../api/whole';
import { vehicles } from '../api';
import type { Vehicle } from '../types';
import type {
	EnergyMapping,
	EnergyProfile,
	EnergyQuery,
	FineQuery,
	FineState,
	FleetFiguresQuery,
	NewCo2Factor,
	NewCost,
	NewEnergy,
	NewFine,
	NewTrip,
	TripCorrection,
	TripQuery,
} from './types';

type Signal = AbortSignal | undefined;
interface Versioned {
	id: string;
	version: number;
}

const of = (id: string) => ({ path: { id } });
const at = ({ id, version }: Versioned) => ({ path: { id }, header: { 'if-match': tag(version) } });
const under = (key: string) => ({ headers: { 'idempotency-key': key } });
/** A file that is downloaded. */
const file = (asked: Promise<{ data?: unknown; response: Response }>) =>
	take(asked as never) as unknown as Promise<Blob>;

/** All vehicles to choose from, by code. */
export const everyVehicle = (signal: Signal): Promise<Vehicle[]> =>
	whole((cursor) => vehicles.list({ cursor, limit: 200 }, signal));

export const trips = {
	list: (query: TripQuery, signal: Signal) =>
		take(client.GET('/api/v1/trips', { params: { query }, signal })),
	log: (body: NewTrip, key: string) => take(client.POST('/api/v1/trips', { body, ...under(key) })),
	correct: (present: Versioned, body: TripCorrection) =>
		take(client.POST('/api/v1/trips/{id}/correct', { params: at(present), body })),
	strike: (present: Versioned, reason: string) =>
		take(client.POST('/api/v1/trips/{id}/strike', { params: at(present), body: { reason } })),
	file: (query: TripQuery) => file(client.GET('/api/v1/trips.csv', { params: { query }, parseAs: 'blob' })),
};

/** A statement with how it is read. */
export interface Statement {
	file: File;
	supplier: string;
	mapping: EnergyMapping;
}

const statement = ({ file, supplier, mapping }: Statement, key: string) =>
	inForm(key, { supplier, file_name: file.name, mapping: JSON.stringify(mapping) }, file);

export const energy = {
	list: (query: EnergyQuery, signal: Signal) =>
		take(client.GET('/api/v1/energy-transactions', { params: { query }, signal })),
	add: (body: NewEnergy, key: string) =>
		take(client.POST('/api/v1/energy-transactions', { body, ...under(key) })),
	strike: (id: string, reason: string) =>
		take(client.POST('/api/v1/energy-transactions/{id}/strike', { params: of(id), body: { reason } })),
	file: (query: EnergyQuery) =>
		file(client.GET('/api/v1/energy-transactions.csv', { params: { query }, parseAs: 'blob' })),

	profiles: async (signal: Signal) => (await take(client.GET('/api/v1/energy-profiles', { signal }))).items,
	keepProfile: (body: EnergyProfile) => take(client.PUT('/api/v1/energy-profiles', { body })),
	look: (chosen: File, separator: string, key: string) =>
		take(client.POST('/api/v1/energy-imports/look', { ...inForm(key, { separator }, chosen) })),
	try: (wish: Statement, key: string) =>
		take(client.POST('/api/v1/energy-imports/try', { ...statement(wish, key) })),
	take: (wish: Statement, key: string) =>
		take(client.POST('/api/v1/energy-imports', { ...statement(wish, key) })),
	imports: async (signal: Signal) => (await take(client.GET('/api/v1/energy-imports', { signal }))).items,
	undo: (id: string) => take(client.POST('/api/v1/energy-imports/{id}/undo', { params: of(id) })),

	factors: async (signal: Signal) => (await take(client.GET('/api/v1/co2-factors', { signal }))).items,
	keepFactor: (body: NewCo2Factor) => take(client.PUT('/api/v1/co2-factors', { body })),
	removeFactor: (id: string) => take(client.DELETE('/api/v1/co2-factors/{id}', { params: of(id) })),
};

export const costs = {
	read: (vehicle: string, span: { from: string; to: string }, signal: Signal) =>
		take(client.GET('/api/v1/vehicles/{id}/costs', { params: { ...of(vehicle), query: span }, signal })),
	add: (vehicle: string, body: NewCost, key: string) =>
		take(client.POST('/api/v1/vehicles/{id}/costs', { params: of(vehicle), body, ...under(key) })),
	strike: (id: string, reason: string) =>
		take(client.POST('/api/v1/vehicle-costs/{id}/strike', { params: of(id), body: { reason } })),
};

export const fines = {
	list: (query: FineQuery, signal: Signal) =>
		take(client.GET('/api/v1/fines', { params: { query }, signal })),
	add: (body: NewFine, key: string) => take(client.POST('/api/v1/fines', { body, ...under(key) })),
	sayWho: (present: Versioned, driver_id: string | null, reason: string) =>
		take(client.POST('/api/v1/fines/{id}/driver', { params: at(present), body: { driver_id, reason } })),
	correctPlate: (present: Versioned, plate: string) =>
		take(client.POST('/api/v1/fines/{id}/plate', { params: at(present), body: { plate } })),
	move: (present: Versioned, state: FineState, note: string) =>
		take(client.POST('/api/v1/fines/{id}/move', { params: at(present), body: { state, note } })),
};

export const fleetFigures = {
	read: (query: FleetFiguresQuery, signal: Signal) =>
		take(client.GET('/api/v1/fleet-figures', { params: { query }, signal })),
	workbook: (query: FleetFiguresQuery) =>
		file(client.GET('/api/v1/fleet-figures.xlsx', { params: { query }, parseAs: 'blob' })),
	table: (query: FleetFiguresQuery) =>
		file(client.GET('/api/v1/fleet-figures.csv', { params: { query }, parseAs: 'blob' })),
};
