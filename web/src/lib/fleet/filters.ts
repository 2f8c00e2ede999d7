/** Which vehicles, deadlines and drivers are shown. It lives in the address bar, so that a view can be mailed. */
import { BODIES, FUELS, KINDS, STANDINGS, STATES } from './labels';
import type {
	BodyStyle,
	DeadlineKind,
	DeadlineQuery,
	DeadlineStanding,
	DriverQuery,
	Fuel,
	VehicleQuery,
	VehicleState,
} from './types';

export interface VehicleFilters {
	text: string;
	site: string;
	fuel: Fuel | '';
	body: BodyStyle | '';
	state: VehicleState | '';
}
export interface DeadlineFilters {
	site: string;
	kind: DeadlineKind | '';
	standing: DeadlineStanding | '';
	done: boolean;
}
export interface DriverFilters {
	text: string;
	chauffeur: 'yes' | 'no' | '';
	retired: boolean;
}

export const ALL_VEHICLES: VehicleFilters = { text: '', site: '', fuel: '', body: '', state: '' };
export const ALL_DEADLINES: DeadlineFilters = { site: '', kind: '', standing: '', done: false };
export const ALL_DRIVERS: DriverFilters = { text: '', chauffeur: '', retired: false };

function among<T extends string>(values: readonly T[], wanted: string | null): T | '' {
	return values.find((each) => each === wanted) ?? '';
}

export function readVehicleFilters(params: URLSearchParams): VehicleFilters {
	return {
		text: params.get('q') ?? '',
		site: params.get('site') ?? '',
		fuel: among(FUELS, params.get('fuel')),
		body: among(BODIES, params.get('body')),
		state: among(STATES, params.get('state')),
	};
}

export function readDeadlineFilters(params: URLSearchParams): DeadlineFilters {
	return {
		site: params.get('site') ?? '',
		kind: among(KINDS, params.get('kind')),
		standing: among(STANDINGS, params.get('standing')),
		done: params.get('done') === 'true',
	};
}

export function readDriverFilters(params: URLSearchParams): DriverFilters {
	return {
		text: params.get('q') ?? '',
		chauffeur: among(['yes', 'no'] as const, params.get('chauffeur')),
		retired: params.get('retired') === 'true',
	};
}

/** Only what differs from the whole list stands in the address. */
export function writeFilters(filters: VehicleFilters | DeadlineFilters | DriverFilters): URLSearchParams {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(filters))
		if (value) params.set(name === 'text' ? 'q' : name, String(value));
	return params;
}

/** How many filters leave something out, the words that are searched not counted. */
export function countFilters(filters: VehicleFilters | DeadlineFilters | DriverFilters): number {
	const params = writeFilters(filters);
	params.delete('q');
	return params.size;
}

export function isFiltered(filters: VehicleFilters | DeadlineFilters | DriverFilters): boolean {
	return writeFilters(filters).size > 0;
}

/** The address of a page with these filters. */
export function addressOf(path: string, filters: VehicleFilters | DeadlineFilters | DriverFilters): string {
	const params = writeFilters(filters);
	return params.size > 0 ? `${path}?${params}` : path;
}

export function vehicleQuery({ text, site, fuel, body, state }: VehicleFilters): VehicleQuery {
	return {
		q: text || undefined,
		site: site || undefined,
		fuel: fuel ? [fuel] : undefined,
		body: body ? [body] : undefined,
		state: state || undefined,
	};
}

/** What was done stands no way: the standing counts only for what is to be done. */
export function deadlineQuery({ site, kind, standing, done }: DeadlineFilters): DeadlineQuery {
	return {
		site: site || undefined,
		kind: kind ? [kind] : undefined,
		standing: standing && !done ? [standing] : undefined,
		done: done || undefined,
	};
}

export function driverQuery({ text, chauffeur, retired }: DriverFilters): DriverQuery {
	return {
		q: text || undefined,
		chauffeur: chauffeur ? chauffeur === 'yes' : undefined,
		retired: retired || undefined,
	};
}
