import { describe, expect, it } from 'vitest';
import { addressOf, ALL_TRIPS, countFilters, readEnergyFilters, readTripFilters, tripQuery } from './filters';

const read = (text: string) => readTripFilters(new URLSearchParams(text));

describe('filters of trips and energy', () => {
	it('live in the address and come back', () => {
		const filters = { ...ALL_TRIPS, month: '2026-11', kind: 'private' as const, mine: true };
		const address = addressOf('/vehicles/trips', filters);
		expect(read(address.slice(address.indexOf('?')))).toEqual(filters);
		expect(addressOf('/vehicles/trips', ALL_TRIPS)).toBe('/vehicles/trips');
		expect(countFilters(filters)).toBe(3);
	});

	it('that cannot be are none', () => {
		expect(read('month=2026-13&kind=odd&mine=1')).toEqual(ALL_TRIPS);
		expect(readEnergyFilters(new URLSearchParams('kind=steam')).kind).toBe('');
	});

	it('ask for the month on the clock of the site', () => {
		expect(tripQuery({ ...ALL_TRIPS, month: '2026-12', mine: true }, 'me', 'Europe/Brussels')).toEqual({
			vehicle: undefined,
			site: undefined,
			kind: undefined,
			driver: 'me',
			from: '2026-11-30T23:00:00.000Z',
			to: '2026-12-31T23:00:00.000Z',
		});
	});
});
