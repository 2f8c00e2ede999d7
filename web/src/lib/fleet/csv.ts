/** Vehicles from a file and back. */
import { inForm } from '../api/form';
import { client, newKey, take } from '../api/http';

export const importVehicles = (file: Blob, dryRun: boolean) =>
	take(client.POST('/api/v1/vehicles/import', inForm(newKey(), { dry_run: String(dryRun) }, file)));

export const exportVehicles = async (): Promise<Blob> =>
	take(client.GET('/api/v1/vehicles/export', { parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>;
