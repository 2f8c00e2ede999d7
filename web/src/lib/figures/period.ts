/** The days that figures are about: usual ones by name, or free ones. */
import { isDay, plusDays, type Day } from '../time/wall';

export const PERIODS = ['month', 'last_month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export interface Span {
	from: Day;
	to: Day;
}

const first = (year: number, month: number): Day =>
	new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

/** So many whole months, of which the first begins in that month (0 = January). */
function months(year: number, month: number, count: number): Span {
	return { from: first(year, month), to: plusDays(first(year, month + count), -1) };
}

/** The days of a usual period, also those that are still to come. */
export function spanOf(period: Period, today: Day): Span {
	const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
	switch (period) {
		case 'month':
			return months(year, month, 1);
		case 'last_month':
			return months(year, month - 1, 1);
		case 'quarter':
			return months(year, Math.floor(month / 3) * 3, 3);
		case 'year':
			return months(year, 0, 12);
	}
}

/** Days that somebody typed; none when they are no days, or the wrong way round. */
export function freeSpan(from: string | null, to: string | null): Span | undefined {
	return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}
