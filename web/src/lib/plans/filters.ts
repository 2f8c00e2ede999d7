/** Which plans are shown. It lives in the address bar, so that a view can be mailed and the back button works. */
import type { PlanQuery } from './types';

export const SHOWN = ['running', 'paused', 'retired'] as const;
/** Those that run, those that are paused, or the retired ones too. */
export type Shown = (typeof SHOWN)[number];

export interface Filters {
	site: string;
	/** A building. */
	place: string;
	team: string;
	show: Shown | '';
}

export const NO_FILTERS: Filters = { site: '', place: '', team: '', show: '' };

export function readFilters(params: URLSearchParams): Filters {
	return {
		site: params.get('site') ?? '',
		place: params.get('place') ?? '',
		team: params.get('team') ?? '',
		show: SHOWN.find((each) => each === params.get('show')) ?? '',
	};
}

/** Only what differs from the whole list stands in the address. */
export function writeFilters(filters: Filters): URLSearchParams {
	return new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
}

/** How many filters leave something out. */
export function countFilters(filters: Filters): number {
	return writeFilters(filters).size;
}

export function isFiltered(filters: Filters): boolean {
	return countFilters(filters) > 0;
}

export function queryOf({ site, place, team, show }: Filters): PlanQuery {
	return {
		site: site || undefined,
		place: place || undefined,
		team: team || undefined,
		paused: show === 'running' || show === 'paused' ? show === 'paused' : undefined,
		retired: show === 'retired' || undefined,
	};
}
