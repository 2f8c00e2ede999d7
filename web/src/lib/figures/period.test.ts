import { describe, expect, test } from 'vitest';
import { freeSpan, spanOf } from './period';

describe('usual periods', () => {
	test('are whole months', () => {
		expect(spanOf('month', '2026-11-27')).toEqual({ from: '2026-11-01', to: '2026-11-30' });
		expect(spanOf('quarter', '2026-11-27')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
		expect(spanOf('year', '2026-11-27')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
	});

	test('reach over the year and end on the last day of short months', () => {
		expect(spanOf('last_month', '2027-01-05')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
		expect(spanOf('last_month', '2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
		expect(spanOf('quarter', '2027-01-01')).toEqual({ from: '2027-01-01', to: '2027-03-31' });
	});
});

test('free days must be days, in their order', () => {
	expect(freeSpan('2026-02-01', '2026-02-01')).toEqual({ from: '2026-02-01', to: '2026-02-01' });
	for (const [from, to] of [
		['2026-02-02', '2026-02-01'],
		['2026-02-02', null],
		['', ''],
		['soon', '2026-02-01'],
	] as const)
		expect(freeSpan(from, to)).toBeUndefined();
});
