/** Every call about vehicles, what is due for them, drivers and the rules on emissions, one function each. */
import { inForm } from '../api/form';
import { client, tag, take } from '../api/http';
import { whole } from '../api/whole';
import type {
	DeadlineChange,
	DeadlineDone,
	DeadlineQuery,
	DriverChange,
	DriverQuery,
	EmissionSchemeKind,
	Licence,
	Names,
	NewDeadline,
	NewDriver,
	NewEmissionRule,
	NewPlateAssignment,
	NewVehicle,
	VehicleChange,
	VehicleQuery,
} from './types';

type Signal = AbortSignal | undefined;
interface Versioned {
	id: string;
	version: number;
}

const of = (id: string) => ({ path: { id } });
const at = ({ id, version }: Versioned) => ({ path: { id }, header: { 'if-match': tag(version) } });
const under = (key: string) => ({ headers: { 'idempotency-key': key } });

export const vehicles = {
	list: (query: VehicleQuery, signal: Signal) =>
		take(client.GET('/api/v1/vehicles', { params: { query }, signal })),
	one: (id: string, signal: Signal) => take(client.GET('/api/v1/vehicles/{id}', { params: of(id), signal })),
	add: (body: NewVehicle, key: string) => take(client.POST('/api/v1/vehicles', { body, ...under(key) })),
	change: (present: Versioned, body: VehicleChange) =>
		take(client.PATCH('/api/v1/vehicles/{id}', { params: at(present), body })),
	outOfService: (present: Versioned, reason: string) =>
		take(client.POST('/api/v1/vehicles/{id}/put-out-of-service', { params: at(present), body: { reason } })),
	backInService: (present: Versioned) =>
		take(client.POST('/api/v1/vehicles/{id}/put-back-in-service', { params: at(present) })),
	dispose: (present: Versioned, reason: string) =>
		take(client.POST('/api/v1/vehicles/{id}/dispose', { params: at(present), body: { reason } })),

	addPhoto: (id: string, title: string, file: Blob, key: string) =>
		take(client.POST('/api/v1/vehicles/{id}/photos', { params: of(id), ...inForm(key, { title }, file) })),
	addDocument: (id: string, fields: Record<string, string>, file: Blob, key: string) =>
		take(client.POST('/api/v1/vehicles/{id}/documents', { params: of(id), ...inForm(key, fields, file) })),

	putPlate: (id: string, body: NewPlateAssignment, key: string) =>
		take(client.POST('/api/v1/vehicles/{id}/plates', { params: of(id), body, ...under(key) })),
	endPlate: (plate: string, until: string) =>
		take(client.POST('/api/v1/plates/{id}/end', { params: of(plate), body: { until } })),
	removePlate: (plate: string) => take(client.DELETE('/api/v1/plates/{id}', { params: of(plate) })),

	readings: (id: string, cursor: string | undefined, signal: Signal) =>
		take(
			client.GET('/api/v1/vehicles/{id}/odometer', {
				params: { ...of(id), query: { limit: 10, cursor } },
				signal,
			}),
		),
	read: (id: string, body: { km: number; odometer_confirmed: boolean }, key: string) =>
		take(client.POST('/api/v1/vehicles/{id}/odometer', { params: of(id), body, ...under(key) })),
	correct: (reading: string, km: number, reason: string, key: string) =>
		take(
			client.POST('/api/v1/odometer-readings/{id}/correct', {
				params: of(reading),
				body: { km, reason },
				...under(key),
			}),
		),

	zones: async (id: string, on: string, signal: Signal) =>
		(await take(client.GET('/api/v1/vehicles/{id}/zones', { params: { ...of(id), query: { on } }, signal })))
			.items,
};

export const deadlines = {
	list: (query: DeadlineQuery, signal: Signal) =>
		take(client.GET('/api/v1/vehicle-deadlines', { params: { query }, signal })),
	all: (query: DeadlineQuery, signal: Signal) =>
		whole((cursor) => deadlines.list({ ...query, cursor, limit: 200 }, signal)),
	add: (vehicle: string, body: NewDeadline, key: string) =>
		take(client.POST('/api/v1/vehicles/{id}/deadlines', { params: of(vehicle), body, ...under(key) })),
	change: (present: Versioned, body: DeadlineChange) =>
		take(client.PATCH('/api/v1/vehicle-deadlines/{id}', { params: at(present), body })),
	done: (present: Versioned, body: DeadlineDone) =>
		take(client.POST('/api/v1/vehicle-deadlines/{id}/complete', { params: at(present), body })),
	remove: (present: Versioned) =>
		take(client.DELETE('/api/v1/vehicle-deadlines/{id}', { params: at(present) })),
};

export const drivers = {
	list: (query: DriverQuery, signal: Signal) =>
		take(client.GET('/api/v1/drivers', { params: { query }, signal })),
	add: (body: NewDriver, key: string) => take(client.POST('/api/v1/drivers', { body, ...under(key) })),
	change: (present: Versioned, body: DriverChange) =>
		take(client.PATCH('/api/v1/drivers/{id}', { params: at(present), body })),
	/** The caller looked at the licence at this moment. */
	checked: (present: Versioned, licences?: Licence[]) =>
		take(client.POST('/api/v1/drivers/{id}/check-licence', { params: at(present), body: { licences } })),
	absences: async (id: string, signal: Signal) =>
		(await take(client.GET('/api/v1/drivers/{id}/absences', { params: of(id), signal }))).items,
	addAbsence: (id: string, body: { from: string; to: string }, key: string) =>
		take(client.POST('/api/v1/drivers/{id}/absences', { params: of(id), body, ...under(key) })),
	removeAbsence: (id: string) => take(client.DELETE('/api/v1/driver-absences/{id}', { params: of(id) })),
	retire: (present: Versioned) => take(client.POST('/api/v1/drivers/{id}/retire', { params: at(present) })),
	reinstate: (present: Versioned) =>
		take(client.POST('/api/v1/drivers/{id}/reinstate', { params: at(present) })),
};

export const emissions = {
	schemes: async (signal: Signal) => (await take(client.GET('/api/v1/emission-schemes', { signal }))).items,
	addScheme: (body: { code: string; kind: EmissionSchemeKind; names: Names }, key: string) =>
		take(client.POST('/api/v1/emission-schemes', { body, ...under(key) })),
	addRule: (scheme: string, body: NewEmissionRule, key: string) =>
		take(client.POST('/api/v1/emission-schemes/{id}/rules', { params: of(scheme), body, ...under(key) })),
	changeRule: (present: Versioned, body: Omit<NewEmissionRule, 'fuel'>) =>
		take(client.PATCH('/api/v1/emission-rules/{id}', { params: at(present), body })),
	removeRule: (present: Versioned) =>
		take(client.DELETE('/api/v1/emission-rules/{id}', { params: at(present) })),
};
