/** What is shown of the inspections. It lives in the address bar, so that a view can be mailed and the back button works. */
import { STANDINGS, STATES } from './labels';
import type { DueQuery, InspectionQuery, InspectionState, Standing } from './types';

/** What has to be inspected, or the inspections themselves. */
export type View = 'due' | 'all';

/** Within how many days something can be asked to be due. */
export const WITHIN = ['30', '60', '90'] as const;
type Within = (typeof WITHIN)[number];

export interface Filters {
	view: View;
	site: string;
	/** A building. */
	place: string;
	class: string;
	standing: Standing | '';
	within: Within | '';
	state: InspectionState | '';
	remarks: boolean;
}

export const NO_FILTERS: Omit<Filters, 'view'> = {
	site: '',
	place: '',
	class: '',
	standing: '',
	within: '',
	state: '',
	remarks: false,
};

export function readFilters(params: URLSearchParams): Filters {
	return {
		view: params.get('view') === 'all' ? 'all' : 'due',
		site: params.get('site') ?? '',
		place: params.get('place') ?? '',
		class: params.get('class') ?? '',
		standing: STANDINGS.find((each) => each === params.get('standing')) ?? '',
		within: WITHIN.find((each) => each === params.get('within')) ?? '',
		state: STATES.find((each) => each === params.get('state')) ?? '',
		remarks: params.get('remarks') === 'true',
	};
}

/** Only what differs from the whole list of what is due stands in the address. */
export function writeFilters({ view, remarks, ...rest }: Filters): URLSearchParams {
	const params = new URLSearchParams();
	if (view === 'all') params.set('view', view);
	for (const [name, value] of Object.entries(rest)) if (value) params.set(name, value);
	if (remarks) params.set('remarks', 'true');
	return params;
}

/** How many filters of the view leave something out. */
export function countFilters(filters: Filters): number {
	const { view, site, place, standing, within, state, remarks } = filters;
	const own = view === 'due' ? [standing, within] : [state, remarks];
	return [site, place, filters.class, ...own].filter(Boolean).length;
}

export function isFiltered(filters: Filters): boolean {
	return countFilters(filters) > 0;
}

function where({ site, place, class: of }: Filters) {
	return { site: site || undefined, place: place || undefined, class: of || undefined };
}

export function dueQuery(filters: Filters): DueQuery {
	const { standing, within } = filters;
	return {
		...where(filters),
		standing: standing ? [standing] : undefined,
		within_days: within ? Number(within) : undefined,
	};
}

export function listQuery(filters: Filters): InspectionQuery {
	const { state, remarks } = filters;
	return { ...where(filters), state: state ? [state] : undefined, open_remarks: remarks || undefined };
}
