import { describe, expect, it } from 'vitest';
import { figuresAddress, figuresQuery, readFiguresFilters, shareOf } from './figures';

const read = (text: string) => readFiguresFilters(new URLSearchParams(text), '2026-11-27');

describe('the figures of the fleet', () => {
	it('are those of the year unless told', () => {
		expect(figuresQuery(read(''))).toEqual({ from: '2026-01-01', to: '2026-12-31', site: undefined });
		expect(figuresAddress(read(''))).toBe('/vehicles/figures');
	});

	it('live in the address and come back', () => {
		for (const text of ['?period=month&site=x', '?from=2026-10-01&to=2026-10-31&view=tables'])
			expect(figuresAddress(read(text))).toBe(`/vehicles/figures${text}`);
		expect(read('from=2026-10-31&to=2026-10-01').period).toBe('year');
	});

	it('of nothing there is no share', () => {
		expect([shareOf(1, 4), shareOf(0, 0)]).toEqual([25, null]);
	});
});
