/** The ways from a figure to the tickets behind it: addresses of the list of tickets that show the same. */
import { OPEN_STATES } from '../tickets/filters';
import type { TicketState } from '../tickets/types';
import { plusDays, type Day } from '../time/wall';
import type { Filters } from './filters';
import type { AgePart, TicketKind } from './types';

/** What the list and the figures can be narrowed by alike. By the class of the installation the list cannot. */
function narrowed({ site, building, team }: Filters): URLSearchParams {
	const params = new URLSearchParams({ scope: 'all' });
	if (site) params.set('site', site);
	if (team) params.set('team', team);
	if (building) params.set('place', building);
	return params;
}

/** No way when the list would show other tickets than the figure counts. */
function address(filters: Filters, fill: (params: URLSearchParams) => void): string | undefined {
	if (filters.class) return undefined;
	const params = narrowed(filters);
	fill(params);
	return `/tickets?${params}`;
}

/** The states in which work is not done; the list calls more of them open. */
const WAITING = OPEN_STATES.filter((state) => !['done', 'verified', 'cannot_complete'].includes(state));
const COUNTED: TicketState[] = [...OPEN_STATES, 'closed'];

/** What waits and is so old. */
export function waiting(filters: Filters, age: AgePart, today: Day): string | undefined {
	return address(filters, (params) => {
		for (const state of WAITING) params.append('state', state);
		if (typeof age.to_days === 'number') params.set('from', plusDays(today, -age.to_days));
		params.set('to', plusDays(today, -age.from_days));
	});
}

/** Promises of the period that were not kept. */
export function breached(filters: Filters, priority?: string): string | undefined {
	return address(filters, (params) => {
		if (priority) params.set('priority', priority);
		params.set('late', 'true');
		params.set('promised_from', filters.span.from);
		params.set('promised_to', filters.span.to);
	});
}

/** What came in in the period. */
export function cameIn(filters: Filters, kind: TicketKind): string | undefined {
	return address(filters, (params) => {
		for (const state of COUNTED) params.append('state', state);
		params.append('kind', kind);
		params.set('from', filters.span.from);
		params.set('to', filters.span.to);
	});
}

/** All tickets of an installation. */
export function ofInstallation(id: string): string {
	return `/tickets?${new URLSearchParams({ scope: 'all', installation: id })}`;
}
