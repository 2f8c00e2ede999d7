import { describe, expect, it } from 'vitest';
import {
	dueQuery,
	isFiltered,
	listQuery,
	NO_FILTERS,
	readFilters,
	writeFilters,
	type Filters,
} from './filters';

const due: Filters = { view: 'due', ...NO_FILTERS };

describe('filters of inspections', () => {
	it('come back from the address as they went in', () => {
		const filters: Filters = {
			view: 'all',
			site: 's',
			place: 'p',
			class: 'lift',
			standing: 'overdue',
			within: '60',
			state: 'performed',
			remarks: true,
		};
		expect(readFilters(writeFilters(filters))).toEqual(filters);
		expect(isFiltered(filters)).toBe(true);
	});

	it('leave no trace when nothing is filtered, and ignore what they do not know', () => {
		expect(writeFilters(due).size).toBe(0);
		expect(isFiltered(due)).toBe(false);
		expect(readFilters(new URLSearchParams('view=some&within=45&standing=bad&state=lost'))).toEqual(due);
	});

	it('ask for what belongs to the view, and count only that', () => {
		const filters: Filters = { ...due, within: '30', state: 'planned', class: 'lift' };
		expect(dueQuery(filters)).toEqual({
			site: undefined,
			place: undefined,
			class: 'lift',
			standing: undefined,
			within_days: 30,
		});
		expect(listQuery(filters)).toMatchObject({ class: 'lift', state: ['planned'], open_remarks: undefined });
		expect(isFiltered({ ...due, state: 'planned' })).toBe(false);
		expect(isFiltered({ ...due, view: 'all', state: 'planned' })).toBe(true);
	});
});
