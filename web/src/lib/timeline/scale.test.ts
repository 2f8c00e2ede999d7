import { describe, expect, it } from 'vitest';
import {
	columnAt,
	columnBefore,
	columnEnd,
	columnStart,
	columnUnder,
	hoursAround,
	pieceOf,
	placeOf,
	scaleOf,
	shiftEnd,
	shiftStart,
	ticksOf,
	wallOn,
	WHOLE,
	WORKING,
	type Scale,
} from './scale';

const ZONE = 'Europe/Brussels';
const at = (text: string) => Date.parse(text);
const day = scaleOf(['2026-12-01'], WORKING, 15, ZONE);
const week = scaleOf(
	['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06'],
	WORKING,
	60,
	ZONE,
);

describe('a day', () => {
	it('has a column for each quarter of an hour', () => {
		expect(day.columns).toBe(13 * 4);
		expect(wallOn(day, columnStart(day, 0))).toBe('2026-12-01T07:00');
		expect(wallOn(day, columnEnd(day, 51))).toBe('2026-12-01T20:00');
		expect(columnAt(day, at('2026-12-01T10:20:00+01:00'))).toBe(13);
	});

	it('takes an end for the column before it', () => {
		expect(columnBefore(day, at('2026-12-01T08:00:00+01:00'))).toBe(3);
		expect(columnBefore(day, at('2026-12-01T08:01:00+01:00'))).toBe(4);
		expect(columnBefore(day, at('2026-12-02T08:00:00+01:00'))).toBe(51);
	});

	it('places spans in hundredths and cuts what lies outside', () => {
		expect(pieceOf(day, at('2026-12-01T07:00:00+01:00'), at('2026-12-01T13:30:00+01:00'))).toEqual({
			left: 0,
			width: 50,
			cutLeft: false,
			cutRight: false,
		});
		expect(pieceOf(day, at('2026-11-30T07:00:00+01:00'), at('2026-12-03T00:00:00+01:00'))).toEqual({
			left: 0,
			width: 100,
			cutLeft: true,
			cutRight: true,
		});
		expect(pieceOf(day, at('2026-12-01T21:00:00+01:00'), at('2026-12-01T22:00:00+01:00'))).toBeUndefined();
	});

	it('finds the column under a pointer, also beyond the edges', () => {
		expect([-1, 0, 0.5, 1, 2].map((part) => columnUnder(day, part))).toEqual([0, 0, 26, 51, 51]);
	});
});

describe('a week', () => {
	it('folds the nights away', () => {
		expect(week.columns).toBe(7 * 13);
		expect(placeOf(week, at('2026-12-01T02:00:00+01:00'))).toBe(
			placeOf(week, at('2026-11-30T20:00:00+01:00')),
		);
		expect(wallOn(week, columnStart(week, 13))).toBe('2026-12-01T07:00');
	});

	it('shows a bar of several days by its true span', () => {
		const piece = pieceOf(week, at('2026-12-01T13:30:00+01:00'), at('2026-12-03T13:30:00+01:00'));
		expect(piece?.left).toBeCloseTo((1.5 / 7) * 100, 3);
		expect(piece?.width).toBeCloseTo((2 / 7) * 100, 3);
	});

	it('moves from one day to the next over the night', () => {
		const last = at('2026-11-30T19:15:00+01:00');
		expect(wallOn(week, shiftStart(week, last, 1))).toBe('2026-12-01T07:15');
		expect(wallOn(week, shiftEnd(week, at('2026-11-30T20:00:00+01:00'), 1))).toBe('2026-12-01T08:00');
		expect(wallOn(week, shiftStart(week, at('2026-11-30T07:15:00+01:00'), -1))).toBe('2026-11-30T07:15');
	});
});

describe('the nights on which the clock changes', () => {
	const hours = (scale: Scale) =>
		Array.from({ length: scale.columns }, (_, column) => wallOn(scale, columnStart(scale, column)).slice(11));
	const spring = scaleOf(['2027-03-28'], WHOLE, 15, ZONE);
	const autumn = scaleOf(['2026-10-25'], WHOLE, 15, ZONE);

	it('give days of 23 and of 25 hours', () => {
		expect([spring.columns, autumn.columns]).toEqual([23 * 4, 25 * 4]);
		expect(hours(spring).slice(6, 10)).toEqual(['01:30', '01:45', '03:00', '03:15']);
		expect(hours(autumn).filter((hour) => hour === '02:30')).toHaveLength(2);
	});

	it('keep both halves past two apart', () => {
		const first = at('2026-10-25T02:30:00+02:00');
		const second = at('2026-10-25T02:30:00+01:00');
		expect(columnAt(autumn, second) - columnAt(autumn, first)).toBe(4);
		expect(pieceOf(autumn, first, second)?.width).toBeCloseTo(100 / 25, 4);
	});

	it('say every hour of the head once for each time it comes', () => {
		const [stretch] = autumn.stretches;
		const ticks = stretch ? ticksOf(autumn, stretch, 1).map(({ wall }) => wall.slice(11, 13)) : [];
		expect(ticks.slice(0, 5)).toEqual(['00', '01', '02', '02', '03']);
	});

	it('leave the working hours of the week alike', () => {
		const around = scaleOf(['2026-10-24', '2026-10-25', '2026-10-26'], WORKING, 60, ZONE);
		expect(around.stretches.map(({ columns }) => columns)).toEqual([13, 13, 13]);
		const moved = shiftStart(around, at('2026-10-24T10:00:00+02:00'), 13);
		expect(wallOn(around, moved)).toBe('2026-10-25T10:00');
	});

	it('make the whole week an hour longer', () => {
		const days = ['2026-10-24', '2026-10-25', '2026-10-26'];
		expect(scaleOf(days, WHOLE, 60, ZONE).stretches.map(({ columns }) => columns)).toEqual([24, 25, 24]);
	});
});

it('shows earlier and later hours where something is then', () => {
	expect(hoursAround([])).toEqual(WORKING);
	expect(hoursAround(['2026-12-01T06:45', '2026-12-01T22:10'])).toEqual({ from: 6, to: 23 });
});
