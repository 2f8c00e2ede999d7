import { describe, expect, it } from 'vitest';
import {
	addressOf,
	ALL_DEADLINES,
	ALL_VEHICLES,
	countFilters,
	deadlineQuery,
	driverQuery,
	isFiltered,
	readDeadlineFilters,
	readDriverFilters,
	readVehicleFilters,
	vehicleQuery,
	writeFilters,
} from './filters';

describe('the filters of the fleet', () => {
	it('come back from the address as they went there', () => {
		const cars = { text: 'e-niro', site: 's', fuel: 'electric', body: 'car', state: 'disposed' } as const;
		expect(readVehicleFilters(writeFilters(cars))).toEqual(cars);
		const due = { site: 's', kind: 'tyres', standing: 'soon', done: true } as const;
		expect(readDeadlineFilters(writeFilters(due))).toEqual(due);
		const people = { text: 'an', chauffeur: 'no', retired: true } as const;
		expect(readDriverFilters(writeFilters(people))).toEqual(people);
	});

	it('leave the address alone where they leave nothing out', () => {
		expect(addressOf('/vehicles', ALL_VEHICLES)).toBe('/vehicles');
		expect(isFiltered(ALL_DEADLINES)).toBe(false);
		expect(countFilters({ ...ALL_VEHICLES, text: 'x' })).toBe(0);
		expect(isFiltered({ ...ALL_VEHICLES, text: 'x' })).toBe(true);
	});

	it('take no word that they do not know', () => {
		expect(readVehicleFilters(new URLSearchParams('fuel=steam&body=car'))).toMatchObject({
			fuel: '',
			body: 'car',
		});
	});

	it('ask the server for what they say', () => {
		expect(vehicleQuery({ ...ALL_VEHICLES, fuel: 'diesel' })).toEqual({ fuel: ['diesel'] });
		expect(deadlineQuery({ site: '', kind: 'service', standing: 'soon', done: true })).toEqual({
			kind: ['service'],
			done: true,
		});
		expect(driverQuery({ text: '', chauffeur: 'no', retired: false })).toEqual({ chauffeur: false });
	});
});
