/** Which trips, energy and fines are shown. It lives in the address bar, so that a view can be mailed. */
import { ENERGY_KINDS, FINE_STATES, TRIP_KINDS } from './words';
import type { EnergyKind, EnergyQuery, FineState, TripKind, TripQuery } from './types';
import { isMonth, monthSpan } from './when';

export interface TripFilters {
	vehicle: string;
	site: string;
	month: string;
	kind: TripKind | '';
	/** Only one's own. */
	mine: boolean;
}
export interface EnergyFilters {
	vehicle: string;
	site: string;
	month: string;
	kind: EnergyKind | '';
}
export interface FineFilters {
	state: FineState | '';
}

export const ALL_TRIPS: TripFilters = { vehicle: '', site: '', month: '', kind: '', mine: false };
export const ALL_ENERGY: EnergyFilters = { vehicle: '', site: '', month: '', kind: '' };

const among = <T extends string>(values: readonly T[], wanted: string | null): T | '' =>
	values.find((each) => each === wanted) ?? '';
const month = (params: URLSearchParams): string => {
	const wanted = params.get('month');
	return isMonth(wanted) ? wanted : '';
};

export function readTripFilters(params: URLSearchParams): TripFilters {
	return {
		vehicle: params.get('vehicle') ?? '',
		site: params.get('site') ?? '',
		month: month(params),
		kind: among(TRIP_KINDS, params.get('kind')),
		mine: params.get('mine') === 'true',
	};
}

export function readEnergyFilters(params: URLSearchParams): EnergyFilters {
	return {
		vehicle: params.get('vehicle') ?? '',
		site: params.get('site') ?? '',
		month: month(params),
		kind: among(ENERGY_KINDS, params.get('kind')),
	};
}

export const readFineFilters = (params: URLSearchParams): FineFilters => ({
	state: among(FINE_STATES, params.get('state')),
});

/** The address of a page with these filters: only what differs from the whole list stands there. */
export function addressOf(path: string, filters: TripFilters | EnergyFilters | FineFilters): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(filters)) if (value) params.set(name, String(value));
	return params.size > 0 ? `${path}?${params}` : path;
}

export const countFilters = (filters: TripFilters | EnergyFilters | FineFilters): number =>
	Object.values(filters).filter(Boolean).length;

export function tripQuery(
	{ vehicle, site, month, kind, mine }: TripFilters,
	me: string,
	zone: string,
): TripQuery {
	return {
		vehicle: vehicle || undefined,
		site: site || undefined,
		kind: kind || undefined,
		driver: mine ? me : undefined,
		...(month && monthSpan(month, zone)),
	};
}

export function energyQuery({ vehicle, site, month, kind }: EnergyFilters, zone: string): EnergyQuery {
	return {
		vehicle: vehicle || undefined,
		site: site || undefined,
		kind: kind || undefined,
		...(month && monthSpan(month, zone)),
	};
}
