/** What is shown of the tickets. It lives in the address bar, so that a view can be mailed and the back button works. */
import { isDay, type Day } from '../time/wall';
import { KINDS } from './labels';
import type { Kind, Priority, Scope, TicketState } from './types';

/** Days, the first and the last one included; empty: no end on that side. */
export interface Days {
	from: Day | '';
	to: Day | '';
}

export interface Filters {
	scope: Scope;
	states: TicketState[];
	priority: Priority | '';
	site: string;
	team: string;
	assignee: string;
	place: string;
	text: string;
	late: boolean;
	kinds: Kind[];
	installation: string;
	/** When they were reported. */
	reported: Days;
	/** Since when their service level runs: since the report, or the last reopening. */
	promised: Days;
	sort: Sort;
}

const ALWAYS: Days = { from: '', to: '' };

/** What narrows nothing. */
export const NO_FILTERS: Omit<Filters, 'scope' | 'sort'> = {
	states: [],
	priority: '',
	site: '',
	team: '',
	assignee: '',
	place: '',
	text: '',
	late: false,
	kinds: [],
	installation: '',
	reported: ALWAYS,
	promised: ALWAYS,
};

export type Sort = 'number' | 'priority' | 'due';

export const OPEN_STATES: TicketState[] = [
	'new',
	'reopened',
	'triaged',
	'planned',
	'assigned',
	'in_progress',
	'on_hold',
	'done',
	'cannot_complete',
	'verified',
];
export const ENDED_STATES: TicketState[] = ['closed', 'rejected', 'duplicate', 'cancelled'];
export const STATES: TicketState[] = [...OPEN_STATES, ...ENDED_STATES];
export const PRIORITIES: Priority[] = ['critical', 'high', 'medium', 'low'];
export const SCOPES: Scope[] = ['mine', 'assigned', 'all'];
export const SORTS: Sort[] = ['number', 'priority', 'due'];

/** Filters with one value, which stands in the address under the filter's own name. */
const NAMED = ['priority', 'site', 'team', 'assignee', 'place', 'installation'] as const;

/** The value when it is one of those that exist. */
function known<T extends string>(value: string | null, list: readonly T[]): T | undefined {
	return list.find((each) => each === value);
}

function days(params: URLSearchParams, from: string, to: string): Days {
	const day = (name: string) => {
		const text = params.get(name);
		return isDay(text) ? text : '';
	};
	return { from: day(from), to: day(to) };
}

export function readFilters(params: URLSearchParams, usual: Scope): Filters {
	return {
		scope: known(params.get('scope'), SCOPES) ?? usual,
		states: params.getAll('state').flatMap((each) => known(each, STATES) ?? []),
		priority: known(params.get('priority'), PRIORITIES) ?? '',
		site: params.get('site') ?? '',
		team: params.get('team') ?? '',
		assignee: params.get('assignee') ?? '',
		place: params.get('place') ?? '',
		text: params.get('q') ?? '',
		late: params.get('late') === 'true',
		kinds: params.getAll('kind').flatMap((each) => known(each, KINDS) ?? []),
		installation: params.get('installation') ?? '',
		reported: days(params, 'from', 'to'),
		promised: days(params, 'promised_from', 'promised_to'),
		sort: known(params.get('sort'), SORTS) ?? 'number',
	};
}

/** Only what differs from the usual view stands in the address. */
export function writeFilters(filters: Filters, usual: Scope): URLSearchParams {
	const params = new URLSearchParams();
	if (filters.scope !== usual) params.set('scope', filters.scope);
	for (const state of filters.states) params.append('state', state);
	for (const name of NAMED) if (filters[name]) params.set(name, filters[name]);
	if (filters.text) params.set('q', filters.text);
	if (filters.late) params.set('late', 'true');
	for (const kind of filters.kinds) params.append('kind', kind);
	const { reported, promised } = filters;
	for (const [name, day] of [
		['from', reported.from],
		['to', reported.to],
		['promised_from', promised.from],
		['promised_to', promised.to],
	] as const)
		if (day) params.set(name, day);
	if (filters.sort !== 'number') params.set('sort', filters.sort);
	return params;
}

/** How many filters leave something out, the words that are searched not counted. */
export function countFilters(filters: Filters): number {
	const several = [filters.states, filters.kinds].filter((each) => each.length > 0).length;
	const spans = [filters.reported, filters.promised].filter(({ from, to }) => from || to).length;
	return NAMED.filter((name) => filters[name]).length + several + spans + (filters.late ? 1 : 0);
}

/** Whether anything is left out by the filters. */
export function isFiltered(filters: Filters): boolean {
	return countFilters(filters) > 0 || !!filters.text;
}
