import { describe, expect, it } from 'vitest';
import { closedParts, isOpenAt } from './open';
import { scaleOf, wallOn, WORKING } from './scale';
import {
	addressOf,
	countFilters,
	daysOf,
	readShown,
	rowsOf,
	scaleFor,
	unfiltered,
	type Shown,
} from './shown';
import type { Bar, OpenHours, Row } from './types';

const ZONE = 'Europe/Brussels';
const read = (query: string) => readShown(new URLSearchParams(query), '2026-12-01', 'home', ['feature']);

const row = (id: string, changes: Partial<Row> = {}): Row => ({
	id,
	name: id,
	detail: '',
	words: id,
	href: '/',
	capacity: 8,
	open: undefined,
	marks: {},
	...changes,
});
const bar = (id: string, from: string, to: string, kind = 'confirmed') => {
	const [start, end] = [Date.parse(from), Date.parse(to)];
	return { row: id, kind, start, end, from: start, to: end } as Bar;
};

describe('the address', () => {
	it('holds all that is chosen', () => {
		const query =
			'date=2026-12-05&view=week&site=s&hours=all&q=blue&capacity=12&feature=screen&free_from=10%3A00&free_until=12%3A00&row=r';
		expect(addressOf('/timeline', read(query))).toBe(`/timeline?${query}`);
		expect(countFilters(read(query))).toBe(4);
		expect(addressOf('/timeline', unfiltered(read(query)))).toBe(
			'/timeline?date=2026-12-05&view=week&site=&hours=all&row=r',
		);
	});

	it('is read without trust', () => {
		expect(read('date=yesterday&view=month&capacity=-3&free_from=25:00')).toEqual(read(''));
		expect(read('')).toMatchObject({ date: '2026-12-01', view: 'day', site: 'home', whole: false });
	});

	it('means the week that the date is in', () => {
		expect(daysOf({ date: '2026-12-06', view: 'week' })).toEqual(
			daysOf({ date: '2026-11-30', view: 'week' }),
		);
		expect(daysOf({ date: '2026-12-06', view: 'week' })[0]).toBe('2026-11-30');
	});
});

describe('filters', () => {
	const rows = [
		row('salon', { words: 'Salon bleu WS-1', capacity: 30, marks: { feature: ['screen'] } }),
		row('studio', { words: 'Café WS-2', capacity: 6 }),
	];
	const ids = (changes: Partial<Shown>, bars: Bar[] = []) =>
		rowsOf(rows, bars, { ...read(''), ...changes }, ZONE).map(({ id }) => id);

	it('go by name without accents, seats and what it has', () => {
		expect(ids({})).toEqual(['salon', 'studio']);
		expect(ids({ text: 'cafe ws' })).toEqual(['studio']);
		expect(ids({ capacity: 10 })).toEqual(['salon']);
		expect(ids({ marks: { feature: 'screen' } })).toEqual(['salon']);
	});

	it('leave out what is taken then, but not what is only asked for', () => {
		const then = { freeFrom: '10:00', freeUntil: '12:00' };
		const taken = (kind: string) =>
			bar('salon', '2026-12-01T11:00:00+01:00', '2026-12-01T13:00:00+01:00', kind);
		expect(ids(then, [taken('confirmed')])).toEqual(['studio']);
		expect(ids(then, [taken('requested')])).toEqual(['salon', 'studio']);
		expect(ids({ freeFrom: '08:00', freeUntil: '11:00' }, [taken('confirmed')])).toEqual(['salon', 'studio']);
	});
});

describe('the hours shown', () => {
	const hours = (...bars: Bar[]) => {
		const scale = scaleFor(read(''), bars, ZONE);
		const [stretch] = scale.stretches;
		return stretch && [stretch.start, stretch.end].map((each) => wallOn(scale, each).slice(11));
	};

	it('grow for what is early or late, not for what lasts all day', () => {
		expect(hours()).toEqual(['07:00', '20:00']);
		expect(hours(bar('a', '2026-12-01T21:00:00+01:00', '2026-12-01T22:30:00+01:00'))).toEqual([
			'07:00',
			'23:00',
		]);
		expect(hours(bar('a', '2026-12-01T22:00:00+01:00', '2026-12-02T00:00:00+01:00'))).toEqual([
			'07:00',
			'00:00',
		]);
		expect(hours(bar('a', '2026-12-01T00:00:00+01:00', '2026-12-03T00:00:00+01:00', 'closure'))).toEqual([
			'07:00',
			'20:00',
		]);
	});
});

describe('bookable hours', () => {
	const office = [{ from: '08:00', to: '18:00' }];
	const open: OpenHours = {
		weekdays: [office, office, office, office, office, [], []],
		closedDays: new Map([['2026-12-25', 'Christmas']]),
	};

	it('know weekdays and closed days', () => {
		expect(isOpenAt(open, '2026-12-01T08:00')).toBe(true);
		expect(isOpenAt(open, '2026-12-01T18:00')).toBe(false);
		expect(isOpenAt(open, '2026-12-05T10:00')).toBe(false);
		expect(isOpenAt(open, '2026-12-25T10:00')).toBe(false);
		expect(isOpenAt(undefined, '2026-12-25T10:00')).toBe(true);
	});

	it('shade the rest of the line', () => {
		const weekday = closedParts(open, scaleOf(['2026-12-01'], WORKING, 15, ZONE));
		expect(weekday.map((part) => part.map((each) => Math.round(each * 13)))).toEqual([
			[0, 1],
			[11, 13],
		]);
		expect(closedParts(open, scaleOf(['2026-12-05'], WORKING, 15, ZONE))).toEqual([[0, 1]]);
	});
});
