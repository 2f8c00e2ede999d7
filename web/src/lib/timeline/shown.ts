/** What is shown of a timeline. It lives in the address bar, so that a view can be mailed. */
import {
	instantOf,
	isDay,
	isTime,
	join,
	mondayOf,
	plusDays,
	wallAt,
	type Day,
	type Wall,
} from '../time/wall';
import { hoursAround, scaleOf, WHOLE, WORKING, type Scale } from './scale';
import type { Bar, Days, Row } from './types';

export type View = 'day' | 'week';

export interface Shown {
	date: Day;
	view: View;
	site: string;
	/** All hours of the day, not only those of work. */
	whole: boolean;
	text: string;
	/** At least so many seats; 0: any. */
	capacity: number;
	/** What rows must be or have. */
	marks: Record<string, string>;
	/** Only rows that are free on the date, from and until a time of day. */
	freeFrom: string;
	freeUntil: string;
	row: string;
}

/** How long a column lasts. */
const STEP: Record<View, number> = { day: 15, week: 60 };

export function readShown(params: URLSearchParams, today: Day, home: string, marks: string[]): Shown {
	const date = params.get('date');
	const time = (name: string) => {
		const value = params.get(name);
		return isTime(value) ? value : '';
	};
	const [freeFrom, freeUntil] = [time('free_from'), time('free_until')];
	return {
		date: isDay(date) ? date : today,
		view: params.get('view') === 'week' ? 'week' : 'day',
		site: params.get('site') ?? home,
		whole: params.get('hours') === 'all',
		text: params.get('q') ?? '',
		capacity: Math.max(0, Math.trunc(Number(params.get('capacity') ?? 0)) || 0),
		marks: Object.fromEntries(
			marks.flatMap((key) => {
				const value = params.get(key);
				return value ? [[key, value]] : [];
			}),
		),
		freeFrom,
		freeUntil,
		row: params.get('row') ?? '',
	};
}

export function addressOf(path: string, shown: Shown): string {
	const params = new URLSearchParams({ date: shown.date, view: shown.view, site: shown.site });
	if (shown.whole) params.set('hours', 'all');
	if (shown.text) params.set('q', shown.text);
	if (shown.capacity > 0) params.set('capacity', String(shown.capacity));
	for (const [key, value] of Object.entries(shown.marks)) if (value) params.set(key, value);
	if (shown.freeFrom) params.set('free_from', shown.freeFrom);
	if (shown.freeUntil) params.set('free_until', shown.freeUntil);
	if (shown.row) params.set('row', shown.row);
	return `${path}?${params}`;
}

/** The days that are shown. */
export function daysOf({ date, view }: Pick<Shown, 'date' | 'view'>): Day[] {
	if (view === 'day') return [date];
	const monday = mondayOf(date);
	return Array.from({ length: 7 }, (_, index) => plusDays(monday, index));
}

export function spanOf(shown: Pick<Shown, 'date' | 'view' | 'site'>, zone: string): Days {
	const days = daysOf(shown);
	const [from, last] = [days[0] ?? shown.date, days.at(-1) ?? shown.date];
	return { from, to: plusDays(last, 1), zone, site: shown.site };
}

/** The hours of work, wider where something begins or ends outside of them; what lasts all day does not count. */
export function scaleFor(shown: Shown, bars: Bar[], zone: string): Scale {
	const days = daysOf(shown);
	if (shown.whole) return scaleOf(days, WHOLE, STEP[shown.view], zone);
	const whole = scaleOf(days, WHOLE, 60, zone).stretches;
	const working = scaleOf(days, WORKING, 60, zone).stretches;
	const wall = (instant: number) => wallAt(new Date(instant), zone);
	const times: Wall[] = [];
	for (const { kind, from, to } of bars) {
		if (kind === 'closure' || kind === 'maintenance') continue;
		// Most stand inside the hours of work: only the others are worth a look at the wall.
		whole.forEach(({ day, start, end }, index) => {
			const { start: begin = start, end: finish = end } = working[index] ?? {};
			if (from >= start && from < begin) times.push(wall(from));
			if (from > finish && from < end) times.push(wall(from));
			if (to > start && to < begin) times.push(wall(to));
			if (to > finish && to <= end) times.push(to === end ? `${day}T24:00` : wall(to));
		});
	}
	return scaleOf(days, hoursAround(times), STEP[shown.view], zone);
}

export function countFilters({ site, capacity, marks, freeFrom, freeUntil }: Shown): number {
	const free = freeFrom && freeUntil ? 1 : 0;
	return (site ? 1 : 0) + (capacity > 0 ? 1 : 0) + Object.values(marks).filter(Boolean).length + free;
}

export const isFiltered = (shown: Shown): boolean => countFilters(shown) > 0 || shown.text !== '';

export const unfiltered = (shown: Shown): Shown => ({
	...shown,
	site: '',
	text: '',
	capacity: 0,
	marks: {},
	freeFrom: '',
	freeUntil: '',
});

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

export function rowsOf(rows: Row[], bars: Bar[], shown: Shown, zone: string): Row[] {
	const words = plain(shown.text).split(/\s+/).filter(Boolean);
	const busy = new Set<string>();
	if (shown.freeFrom && shown.freeUntil && shown.freeFrom < shown.freeUntil) {
		const at = (time: string) => instantOf(join(shown.date, time), zone).getTime();
		const [from, until] = [at(shown.freeFrom), at(shown.freeUntil)];
		for (const bar of bars)
			if (bar.kind !== 'requested' && bar.from < until && bar.to > from) busy.add(bar.row);
	}
	return rows.filter(
		(row) =>
			!busy.has(row.id) &&
			row.capacity >= shown.capacity &&
			words.every((word) => plain(row.words).includes(word)) &&
			Object.entries(shown.marks).every(([key, value]) => !value || row.marks[key]?.includes(value)),
	);
}
