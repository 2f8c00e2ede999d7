/** What the house decided for its fleet, and what follows from it. */
import { client, tag, take, type Version } from '../api/http';
import type { components } from '../api/schema';

export type FleetSettings = components['schemas']['FleetSettings'];
/** What is sent to decide anew; what is absent stays. */
export type FleetDecision = components['schemas']['NewFleetSettings'];
export type MayDrive = components['schemas']['MayDrive'];
type Signal = AbortSignal | undefined;

export const settings = {
	get: (signal: Signal) => take(client.GET('/api/v1/fleet-settings', { signal })),
	set: (version: Version, body: FleetDecision) =>
		take(client.PUT('/api/v1/fleet-settings', { params: { header: { 'if-match': tag(version) } }, body })),
};

/** Whether somebody may drive a vehicle on a day. */
export const mayDrive = (driver: string, vehicle: string, on: string, signal: Signal): Promise<MayDrive> =>
	take(
		client.GET('/api/v1/drivers/{id}/may-drive', {
			params: { path: { id: driver }, query: { vehicle, on } },
			signal,
		}),
	);
