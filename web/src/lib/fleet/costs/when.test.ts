import { describe, expect, it } from 'vitest';
import { sentOf, isMonth, monthEnd, monthSpan, monthStart } from './when';

const BRUSSELS = 'Europe/Brussels';

describe('moments on the clock of a site', () => {
	it('are instants, in summer and in winter', () => {
		expect(sentOf('2026-12-01T08:00', BRUSSELS)).toBe('2026-12-01T07:00:00.000Z');
		expect(sentOf('2026-07-01T08:00', BRUSSELS)).toBe('2026-07-01T06:00:00.000Z');
		expect(sentOf('2026-03-29T00:30', BRUSSELS)).toBe('2026-03-28T23:30:00.000Z');
		expect(sentOf('2026-03-29T04:00', BRUSSELS)).toBe('2026-03-29T02:00:00.000Z');
	});

	it('months have their own bounds', () => {
		expect(monthSpan('2026-10', BRUSSELS)).toEqual({
			from: '2026-09-30T22:00:00.000Z',
			to: '2026-10-31T23:00:00.000Z',
		});
		expect([monthStart('2026-12', 1), monthStart('2026-01', -1), monthEnd('2028-02')]).toEqual([
			'2027-01-01',
			'2025-12-01',
			'2028-02-29',
		]);
		expect(['2026-12', '2026-13', '2026-1', null].map(isMonth)).toEqual([true, false, false, false]);
	});
});
