import { describe, expect, it } from 'vitest';
import { isFiltered, NO_FILTERS, queryOf, readFilters, writeFilters, type Filters } from './filters';

describe('filters of installations', () => {
	it('come back from the address as they went in', () => {
		const filters: Filters = {
			text: 'lift 1',
			site: 's',
			place: 'p',
			class: 'lift',
			criticality: 'vital',
			contract: 'c',
			service: 'in',
			retired: true,
		};
		expect(readFilters(writeFilters(filters))).toEqual(filters);
		expect(isFiltered(filters)).toBe(true);
	});

	it('leave no trace when nothing is filtered, and ignore what they do not know', () => {
		expect(writeFilters(NO_FILTERS).size).toBe(0);
		expect(isFiltered(NO_FILTERS)).toBe(false);
		expect(readFilters(new URLSearchParams('criticality=huge&service=maybe'))).toEqual(NO_FILTERS);
	});

	it('ask for those that work, those that do not, or both', () => {
		expect(queryOf({ ...NO_FILTERS, service: 'out' }).out_of_service).toBe(true);
		expect(queryOf({ ...NO_FILTERS, service: 'in' }).out_of_service).toBe(false);
		expect(queryOf(NO_FILTERS).out_of_service).toBeUndefined();
	});
});
