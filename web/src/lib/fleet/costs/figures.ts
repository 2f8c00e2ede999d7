/** Which figures of the fleet are shown. It lives in the address bar, so that a view can be mailed. */
import { freeSpan, PERIODS, spanOf, type Period, type Span } from '../../figures/period';
import type { Day } from '../../time/wall';
import type { FleetFiguresQuery } from './types';

export interface FiguresFilters {
	/** A usual period, whatever day it is when somebody looks; none: the days of `span`. */
	period: Period | '';
	span: Span;
	site: string;
	/** Whether tables are shown instead of pictures. */
	tables: boolean;
}

const USUAL: Period = 'year';

export function readFiguresFilters(params: URLSearchParams, today: Day): FiguresFilters {
	const free = freeSpan(params.get('from'), params.get('to'));
	const named = PERIODS.find((each) => each === params.get('period')) ?? USUAL;
	return {
		period: free ? '' : named,
		span: free ?? spanOf(named, today),
		site: params.get('site') ?? '',
		tables: params.get('view') === 'tables',
	};
}

/** Only what differs from the usual view stands in the address. */
export function figuresAddress({ period, span, site, tables }: FiguresFilters): string {
	const params = new URLSearchParams();
	if (!period) {
		params.set('from', span.from);
		params.set('to', span.to);
	} else if (period !== USUAL) params.set('period', period);
	if (site) params.set('site', site);
	if (tables) params.set('view', 'tables');
	return params.size > 0 ? `/vehicles/figures?${params}` : '/vehicles/figures';
}

export const figuresQuery = ({ span, site }: FiguresFilters): FleetFiguresQuery => ({
	...span,
	site: site || undefined,
});

/** A share in percent; none of nothing. */
export const shareOf = (part: number, whole: number): number | null =>
	whole > 0 ? (part / whole) * 100 : null;
