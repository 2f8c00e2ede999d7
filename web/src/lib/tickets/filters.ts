/** What is shown of the tickets. It lives in the address bar, so that a view can be mailed and the back button works. */
import type { Priority, Scope, TicketKind, TicketState } from './types';

export interface Filters {
	scope: Scope;
	states: TicketState[];
	priority: Priority | '';
	kind: TicketKind | '';
	site: string;
	team: string;
	assignee: string;
	place: string;
	installation: string;
	text: string;
	late: boolean;
	sort: Sort;
}

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
export const KINDS: TicketKind[] = ['fault', 'request', 'preventive', 'inspection', 'remark'];
export const SCOPES: Scope[] = ['mine', 'assigned', 'all'];
export const SORTS: Sort[] = ['number', 'priority', 'due'];

/** Filters that stand in the address under their own name. */
const NAMED = ['priority', 'kind', 'site', 'team', 'assignee', 'place', 'installation'] as const;

/** Everything, in the scope and order that is chosen. */
export const NO_FILTERS: Omit<Filters, 'scope' | 'sort'> = {
	states: [],
	priority: '',
	kind: '',
	site: '',
	team: '',
	assignee: '',
	place: '',
	installation: '',
	text: '',
	late: false,
};

/** The value when it is one of those that exist. */
function known<T extends string>(value: string | null, list: readonly T[]): T | undefined {
	return list.find((each) => each === value);
}

export function readFilters(params: URLSearchParams, usual: Scope): Filters {
	return {
		scope: known(params.get('scope'), SCOPES) ?? usual,
		states: params.getAll('state').flatMap((each) => known(each, STATES) ?? []),
		priority: known(params.get('priority'), PRIORITIES) ?? '',
		kind: known(params.get('kind'), KINDS) ?? '',
		site: params.get('site') ?? '',
		team: params.get('team') ?? '',
		assignee: params.get('assignee') ?? '',
		place: params.get('place') ?? '',
		installation: params.get('installation') ?? '',
		text: params.get('q') ?? '',
		late: params.get('late') === 'true',
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
	if (filters.sort !== 'number') params.set('sort', filters.sort);
	return params;
}

/** How many filters leave something out, the words that are searched not counted. */
export function countFilters(filters: Filters): number {
	const named = NAMED.filter((name) => filters[name]).length;
	return named + (filters.states.length > 0 ? 1 : 0) + (filters.late ? 1 : 0);
}

/** Whether anything is left out by the filters. */
export function isFiltered(filters: Filters): boolean {
	return countFilters(filters) > 0 || !!filters.text;
}
