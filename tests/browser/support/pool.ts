import type { Demo } from './server';
import { personOf, type Api } from './test';
import { inDays, isWorkday, plusDays } from './time';

export interface Vehicle {
	id: string;
	code: string;
	name: string;
}
export interface Reservation {
	id: string;
	version: number;
	title: string;
	state: string;
	reason: string | null;
	from: string;
	to: string;
	vehicle: Vehicle | null;
	by_name: boolean;
	need: { passengers: number; luggage_l: number; distance_km: number | null; zones: string[] };
	swaps: unknown[];
}
export interface Pool {
	code: string;
	site: string;
}

/** A site of its own with cars of so many seats, so that what a test reserves is in nobody's way. */
export async function aPool(api: Api, demo: Demo, seats: number[]): Promise<Pool> {
	await api.signIn(personOf(demo, 'admin'));
	const code = `POOL-${Date.now()}`;
	const add = (place: object) => api.post<{ id: string }>('/places', place);
	const under = (parent: { id: string }, kind: string, more: object = {}) =>
		add({ kind, parent_id: parent.id, code: `${code}-${kind}`, names: { nl: `${kind} ${code}` }, ...more });
	const site = await add({ kind: 'site', code, names: { nl: code }, time_zone: 'Europe/Brussels' });
	const floor = await under(await under(site, 'building'), 'floor');
	const bay = await under(floor, 'space', { space_kind: 'parking' });
	for (const each of seats)
		await api.post('/vehicles', {
			code: `${code}-${each}`,
			home_bay_id: bay.id,
			make: 'Demo',
			model: `For ${each}`,
			category: 'm1',
			body: 'car',
			fuel: 'petrol',
			euro_norm: 'euro_6',
			seats: each,
			boot_litres: 400,
			child_seat_anchors: 1,
		});
	return { code, site: site.id };
}

/** A working day on which nothing else is. */
export function ahead(days: number): string {
	let day = inDays(days);
	while (!isWorkday(day)) day = plusDays(day, 1);
	return day;
}
