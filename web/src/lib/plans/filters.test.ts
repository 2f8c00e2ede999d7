import { describe, expect, it } from 'vitest';
import { isFiltered, NO_FILTERS, queryOf, readFilters, writeFilters, type Filters } from './filters';

describe('filters of plans', () => {
	it('come back from the address as they went in', () => {
		const filters: Filters = { site: 's', place: 'p', team: 't', show: 'paused' };
		expect(readFilters(writeFilters(filters))).toEqual(filters);
		expect(isFiltered(filters)).toBe(true);
	});

	it('leave no trace when nothing is filtered, and ignore what they do not know', () => {
		expect(writeFilters(NO_FILTERS).size).toBe(0);
		expect(isFiltered(NO_FILTERS)).toBe(false);
		expect(readFilters(new URLSearchParams('show=some'))).toEqual(NO_FILTERS);
	});

	it('ask for those that run, those that are paused, or the retired ones too', () => {
		const asked = (show: Filters['show']) => {
			const { paused, retired } = queryOf({ ...NO_FILTERS, show });
			return [paused, retired];
		};
		expect([asked(''), asked('running'), asked('paused'), asked('retired')]).toEqual([
			[undefined, undefined],
			[false, undefined],
			[true, undefined],
			[undefined, true],
		]);
	});
});
