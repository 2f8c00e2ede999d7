import { describe, expect, it } from 'vitest';
import { bodyOf, changedNames, draftOf } from './draft';

describe('what is typed of a vehicle', () => {
	const typed = {
		...draftOf(),
		code: ' CAR-9 ',
		make: 'Demo',
		model: 'One',
		category: 'm1',
		body: 'car',
		fuel: 'electric',
		seats: 5,
	} as const;

	it('travels with nothing where a field is empty', () => {
		expect(bodyOf(typed, 'bay')).toMatchObject({
			code: 'CAR-9',
			home_bay_id: 'bay',
			seats: 5,
			vin: null,
			names: null,
			range_km: null,
			battery_wh: null,
			lease: null,
		});
	});

	it('counts in the units that people know', () => {
		const body = bodyOf({ ...typed, battery: 64.8, power: 11 }, 'bay');
		expect(body).toMatchObject({ battery_wh: 64_800, max_charge_watts: 11_000 });
	});

	it('takes a lease in euros, whole or not at all', () => {
		const lease = { ...typed.lease, lessor: 'Lease Demo', starts: '2026-01-01', monthly: 612.5 };
		expect(bodyOf({ ...typed, leased: true, lease }, 'bay').lease).toMatchObject({
			lessor: 'Lease Demo',
			monthly_cents: 61_250,
			ends_on: null,
		});
		expect(bodyOf({ ...typed, leased: false, lease }, 'bay').lease).toBeNull();
	});

	it('takes a name away that was emptied', () => {
		expect(changedNames({ en: 'The van ', fr: '' })).toEqual({ en: 'The van', fr: '' });
	});
});
