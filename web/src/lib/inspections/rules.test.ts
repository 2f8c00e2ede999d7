import { describe, expect, it } from 'vitest';
import { rulesOf } from './rules';
import type { Regime } from './types';

const version = (code: string, valid_from: string, valid_to: string | null = null) =>
	({ code, valid_from, valid_to }) as Regime;

describe('rules with their versions', () => {
	const all = [
		version('A', '2019-01-01', '2025-12-31'),
		version('A', '2026-01-01', '2027-12-31'),
		version('A', '2028-01-01'),
		version('B', '2030-01-01', '2030-12-31'),
		version('B', '2031-01-01'),
		version('C', '2000-01-01', '2001-12-31'),
	];
	const shown = (today: string) =>
		rulesOf(all, today).map(({ code, shown, others }) => [
			code,
			shown.valid_from,
			others.map((each) => each.valid_from),
		]);

	it('show the one in force, else the next, else the last', () => {
		expect(shown('2026-06-01')).toEqual([
			['A', '2026-01-01', ['2028-01-01', '2019-01-01']],
			['B', '2030-01-01', ['2031-01-01']],
			['C', '2000-01-01', []],
		]);
	});

	it('change with the day', () => {
		expect(shown('2027-12-31')[0]?.[1]).toBe('2026-01-01');
		expect(shown('2028-01-01')[0]?.[1]).toBe('2028-01-01');
	});
});
