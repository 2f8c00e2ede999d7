/** The hours of a team as a form holds them. Pure. */
import type { Hours } from '../api';

export const WEEK = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const satisfies (keyof Hours)[];

/** A stretch of a day by the wall clock; midnight at its end is the end of that day. */
export interface Stretch {
	from: string;
	to: string;
}
export type Week = Stretch[][];

export const MOST_STRETCHES = 12;

export function weekOf(hours: Hours): Week {
	return WEEK.map((day) =>
		(hours[day] ?? []).map(({ from, to }) => ({ from, to: to === '24:00' ? '00:00' : to })),
	);
}

const endOf = ({ to }: Stretch) => (to === '00:00' ? '24:00' : to);

export function hoursOf(week: Week, openOnClosedDays: boolean): Hours {
	const days = WEEK.map((day, index) => [
		day,
		(week[index] ?? []).map((open) => ({ from: open.from, to: endOf(open) })),
	]);
	return { ...Object.fromEntries(days), open_on_closed_days: openOnClosedDays };
}

export type Fault = 'unfinished' | 'order' | 'overlap';

/** What is wrong with the stretches of a day. */
export function faultOf(day: readonly Stretch[]): Fault | undefined {
	if (day.some(({ from, to }) => !from || !to)) return 'unfinished';
	if (day.some((open) => open.from >= endOf(open))) return 'order';
	const sorted = day.toSorted((a, b) => a.from.localeCompare(b.from));
	const overlap = sorted.some((open, index) => {
		const next = sorted[index + 1];
		return next !== undefined && next.from < endOf(open);
	});
	return overlap ? 'overlap' : undefined;
}
