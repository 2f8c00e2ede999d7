/** Every call about installations, their meters and documents, contracts and suppliers, one function each. */
import { inForm } from '../api/form';
import { client, tag, take } from '../api/http';
import { whole } from '../api/whole';
import type {
	ContractChange,
	ContractQuery,
	InstallationQuery,
	NewContract,
	NewInstallation,
	NewMeterReading,
	NewSupplier,
	SupplierQuery,
	HouseDocument,
	Meter,
	MeterUnit,
	Names,
} from './types';

type Signal = AbortSignal | undefined;
interface Versioned {
	id: string;
	version: number;
}

const of = (id: string) => ({ path: { id } });
const at = ({ id, version }: Versioned) => ({ path: { id }, header: { 'if-match': tag(version) } });

export const installations = {
	list: (query: InstallationQuery, signal: Signal) =>
		take(client.GET('/api/v1/installations', { params: { query }, signal })),
	all: (query: InstallationQuery, signal: Signal) =>
		whole((cursor) => installations.list({ ...query, cursor, limit: 200 }, signal)),
	one: (id: string, signal: Signal) =>
		take(client.GET('/api/v1/installations/{id}', { params: of(id), signal })),
	classes: async (signal?: Signal) =>
		(await take(client.GET('/api/v1/installation-classes', { signal }))).items,
	/** Adds a class, or renames the one with that code. */
	defineClass: (body: { code: string; names: Names }, key: string) =>
		take(client.POST('/api/v1/installation-classes', { body, headers: { 'idempotency-key': key } })),
	add: (body: NewInstallation, key: string) =>
		take(client.POST('/api/v1/installations', { body, headers: { 'idempotency-key': key } })),
	change: (present: Versioned, body: Partial<NewInstallation>) =>
		take(client.PATCH('/api/v1/installations/{id}', { params: at(present), body })),
	outOfService: (present: Versioned, reason: string) =>
		take(client.POST('/api/v1/installations/{id}/out-of-service', { params: at(present), body: { reason } })),
	backInService: (present: Versioned) =>
		take(client.POST('/api/v1/installations/{id}/back-in-service', { params: at(present) })),
	retire: (present: Versioned) =>
		take(client.POST('/api/v1/installations/{id}/retire', { params: at(present) })),

	addDocument: (
		id: string,
		fields: Record<string, string>,
		file: Blob,
		key: string,
	): Promise<HouseDocument> =>
		take(
			client.POST('/api/v1/installations/{id}/documents', {
				params: of(id),
				...inForm(key, fields, file),
			}),
		),
	addMeter: (id: string, body: { code: string; names: Names; unit: MeterUnit }): Promise<Meter> =>
		take(client.POST('/api/v1/installations/{id}/meters', { params: of(id), body })),
	retireMeter: (meter: string) => take(client.POST('/api/v1/meters/{id}/retire', { params: of(meter) })),
	readings: (meter: string, cursor: string | undefined, signal: Signal) =>
		take(
			client.GET('/api/v1/meters/{id}/readings', {
				params: { ...of(meter), query: { limit: 20, cursor } },
				signal,
			}),
		),
	read: (meter: string, body: NewMeterReading, key: string) =>
		take(
			client.POST('/api/v1/meters/{id}/readings', {
				params: of(meter),
				body,
				headers: { 'idempotency-key': key },
			}),
		),
};

export const contracts = {
	list: (query: ContractQuery, signal: Signal) =>
		take(client.GET('/api/v1/contracts', { params: { query }, signal })),
	all: (query: ContractQuery, signal: Signal) =>
		whole((cursor) => contracts.list({ ...query, cursor, limit: 200 }, signal)),
	add: (body: NewContract, key: string) =>
		take(client.POST('/api/v1/contracts', { body, headers: { 'idempotency-key': key } })),
	change: (present: Versioned, body: ContractChange) =>
		take(client.PATCH('/api/v1/contracts/{id}', { params: at(present), body })),
	retire: (present: Versioned) => take(client.POST('/api/v1/contracts/{id}/retire', { params: at(present) })),
};

export const suppliers = {
	list: (query: SupplierQuery, signal: Signal) =>
		take(client.GET('/api/v1/suppliers', { params: { query }, signal })),
	all: (query: SupplierQuery, signal: Signal) =>
		whole((cursor) => suppliers.list({ ...query, cursor, limit: 200 }, signal)),
	add: (body: NewSupplier, key: string) =>
		take(client.POST('/api/v1/suppliers', { body, headers: { 'idempotency-key': key } })),
	change: (present: Versioned, body: Partial<NewSupplier>) =>
		take(client.PATCH('/api/v1/suppliers/{id}', { params: at(present), body })),
	retire: (present: Versioned) => take(client.POST('/api/v1/suppliers/{id}/retire', { params: at(present) })),
};

/** A sheet of labels to print. */
export function labels(query: { place: string } | { installation: string }): Promise<Blob> {
	return take(
		client.GET('/api/v1/labels', { params: { query }, parseAs: 'blob' }),
	) as unknown as Promise<Blob>;
}
