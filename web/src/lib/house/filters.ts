/** Which installations are shown. It lives in the address bar, so that a view can be mailed and the back button works. */
import { CRITICALITIES } from './labels';
import type { Criticality, InstallationQuery } from './types';

export interface Filters {
	text: string;
	site: string;
	place: string;
	class: string;
	criticality: Criticality | '';
	contract: string;
	service: 'out' | 'in' | '';
	retired: boolean;
}

export const NO_FILTERS: Filters = {
	text: '',
	site: '',
	place: '',
	class: '',
	criticality: '',
	contract: '',
	service: '',
	retired: false,
};

export function readFilters(params: URLSearchParams): Filters {
	const service = params.get('service');
	return {
		text: params.get('q') ?? '',
		site: params.get('site') ?? '',
		place: params.get('place') ?? '',
		class: params.get('class') ?? '',
		criticality: CRITICALITIES.find((each) => each === params.get('criticality')) ?? '',
		contract: params.get('contract') ?? '',
		service: service === 'out' || service === 'in' ? service : '',
		retired: params.get('retired') === 'true',
	};
}

/** Only what differs from the whole list stands in the address. */
export function writeFilters(filters: Filters): URLSearchParams {
	const { text, retired, ...rest } = filters;
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries({ q: text, ...rest })) if (value) params.set(name, value);
	if (retired) params.set('retired', 'true');
	return params;
}

export function queryOf(filters: Filters): InstallationQuery {
	return {
		q: filters.text || undefined,
		site: filters.site || undefined,
		place: filters.place || undefined,
		class: filters.class || undefined,
		criticality: filters.criticality || undefined,
		contract: filters.contract || undefined,
		out_of_service: filters.service ? filters.service === 'out' : undefined,
		retired: filters.retired || undefined,
	};
}

/** How many filters leave something out, the words that are searched not counted. */
export function countFilters(filters: Filters): number {
	return writeFilters({ ...filters, text: '' }).size;
}

export function isFiltered(filters: Filters): boolean {
	return writeFilters(filters).size > 0;
}
