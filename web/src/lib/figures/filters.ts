/** Which figures are shown. It lives in the address bar, so that a view can be mailed and the back button works. */
import type { Day } from '../time/wall';
import { freeSpan, PERIODS, spanOf, type Period, type Span } from './period';
import type { FiguresQuery } from './types';

export interface Filters {
	/** A usual period, whatever day it is when somebody looks; none: the days of `span`. */
	period: Period | '';
	span: Span;
	site: string;
	building: string;
	team: string;
	class: string;
	/** Within how many days a fault counts as come back. */
	days: number;
	/** Whether tables are shown instead of pictures. */
	tables: boolean;
}

export const USUAL_PERIOD: Period = 'year';
export const USUAL_DAYS = 30;
export const MAX_DAYS = 366;

export function readFilters(params: URLSearchParams, today: Day): Filters {
	const free = freeSpan(params.get('from'), params.get('to'));
	const named = PERIODS.find((each) => each === params.get('period')) ?? USUAL_PERIOD;
	const days = Number(params.get('days'));
	return {
		period: free ? '' : named,
		span: free ?? spanOf(named, today),
		site: params.get('site') ?? '',
		building: params.get('building') ?? '',
		team: params.get('team') ?? '',
		class: params.get('class') ?? '',
		days: Number.isInteger(days) && days >= 1 && days <= MAX_DAYS ? days : USUAL_DAYS,
		tables: params.get('view') === 'tables',
	};
}

/** Only what differs from the usual view stands in the address. */
export function writeFilters(filters: Filters): URLSearchParams {
	const params = new URLSearchParams();
	if (!filters.period) {
		params.set('from', filters.span.from);
		params.set('to', filters.span.to);
	} else if (filters.period !== USUAL_PERIOD) params.set('period', filters.period);
	for (const name of ['site', 'building', 'team', 'class'] as const)
		if (filters[name]) params.set(name, filters[name]);
	if (filters.days !== USUAL_DAYS) params.set('days', String(filters.days));
	if (filters.tables) params.set('view', 'tables');
	return params;
}

export function queryOf(filters: Filters): FiguresQuery {
	return {
		...filters.span,
		site: filters.site || undefined,
		place: filters.building || undefined,
		team: filters.team || undefined,
		class: filters.class || undefined,
		repeat_days: filters.days,
	};
}

/** How many filters leave something out; the period is none. */
export function countFilters({ site, building, team, class: of }: Filters): number {
	return [site, building, team, of].filter(Boolean).length;
}
