import { describe, expect, it } from 'vitest';
import type { Bar } from '../api/types';
import { barsOn, hoursFor, pieceOf } from './day';

const DAY = '2026-12-01';
const HOURS = { from: 8, to: 18 };

function bar(id: string, from: string, to: string): Bar {
	return {
		bookable_id: id,
		kind: 'confirmed',
		starts_at: from,
		ends_at: to,
		blocked_from: from,
		blocked_to: to,
		mine: false,
		may_change: false,
	};
}

describe('the line of a day', () => {
	it('shows working hours, and more where something lies outside', () => {
		expect(hoursFor(DAY, [])).toEqual({ from: 8, to: 19 });
		expect(hoursFor(DAY, ['2026-12-01T06:30', '2026-12-01T21:15'])).toEqual({ from: 6, to: 22 });
		expect(hoursFor(DAY, ['2026-12-02T02:00'])).toEqual({ from: 8, to: 24 });
	});

	it('places a span, cut at the edges', () => {
		expect(pieceOf(DAY, HOURS, '2026-12-01T09:00', '2026-12-01T10:30')).toEqual({ left: 10, width: 15 });
		expect(pieceOf(DAY, HOURS, '2026-12-01T07:00', '2026-12-01T09:00')).toEqual({ left: 0, width: 10 });
		expect(pieceOf(DAY, HOURS, '2026-12-01T17:00', '2026-12-02T02:00')).toEqual({ left: 90, width: 10 });
		expect(pieceOf(DAY, HOURS, '2026-12-01T06:00', '2026-12-01T08:00')).toBeUndefined();
	});

	it('finds the bars of one room on one day, in order', () => {
		const bars = [
			bar('a', '2026-12-01T14:00:00+01:00', '2026-12-01T15:00:00+01:00'),
			bar('a', '2026-11-30T23:00:00+01:00', '2026-12-01T01:00:00+01:00'),
			bar('a', '2026-11-30T22:00:00+01:00', '2026-12-01T00:00:00+01:00'),
			bar('b', '2026-12-01T09:00:00+01:00', '2026-12-01T10:00:00+01:00'),
		];
		expect(barsOn(bars, 'a', DAY).map((each) => each.starts_at.slice(8, 13))).toEqual(['30T23', '01T14']);
	});
});
