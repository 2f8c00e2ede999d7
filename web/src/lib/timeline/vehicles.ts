/** Vehicles and their reservations on the timeline. */
import { api } from '../api';
import type { components } from '../api/schema';
import { whole } from '../api/whole';
import { vehicles as fleet } from '../fleet/api';
import { reservations } from '../fleet/reserve/api';
import type { ReservationChange } from '../fleet/reserve/types';
import { BODIES, bodyWord, FUELS, fuelWord } from '../fleet/labels';
import { m } from '../paraglide/messages';
import { me } from '../session.svelte';
import { dayOf, timeOf, wallAt } from '../time/wall';
import { barLabel } from '../booking/labels';
import { barOf, openOf } from './answer';
import type { Answer, Bar, Place, Source, Way } from './types';

type WayOn = components['schemas']['VehicleReservationWay'];

const instant = (at: number) => new Date(at).toISOString();

/** Only what changes: a reservation that was not asked for by name keeps its freedom when it moves in time. */
function wantedOf(bar: Bar, to: Place): ReservationChange {
	return {
		...(to.start !== bar.start && { from: instant(to.start) }),
		...(to.end !== bar.end && { to: instant(to.end) }),
		...(to.row !== bar.row && { vehicle_id: to.row }),
	};
}

function wayOf({ text, change }: WayOn, to: Place): Way {
	const { from, to: until } = change as { from?: string; to?: string };
	return from && until
		? { text, place: { row: to.row, start: Date.parse(from), end: Date.parse(until) } }
		: { text };
}

async function ask(bar: Bar, to: Place, _zone: string, signal: AbortSignal): Promise<Answer> {
	const seen = await reservations.preview(bar.id ?? '', wantedOf(bar, to), signal);
	const ways = seen.ways.map((way) => wayOf(way, to));
	if (!seen.fits) {
		const remarks = seen.why.map(({ text }) => ({ icon: 'close' as const, tone: 'bad' as const, text }));
		return { fits: false, remarks, ways };
	}
	const remarks: Answer['remarks'] = [];
	if (seen.swaps > 0) remarks.push({ icon: 'repeat', tone: 'wait', text: m.tl_swaps({ count: seen.swaps }) });
	if (seen.vehicle && seen.vehicle.id !== to.row)
		remarks.push({ icon: 'car', tone: 'wait', text: m.tl_other_vehicle({ name: seen.vehicle.name }) });
	return { fits: true, remarks, ways };
}

async function move(bar: Bar, to: Place): Promise<number | undefined> {
	const moved = await reservations.change(bar.id ?? '', bar.version ?? '*', wantedOf(bar, to));
	return moved.version;
}

export const vehicles: Source = {
	get row() {
		return m.tl_vehicle();
	},
	get title() {
		return m.tl_vehicles();
	},
	get searchLabel() {
		return m.tl_search();
	},
	get capacityLabel() {
		return m.tl_seats_least();
	},
	address: '/vehicles/timeline',
	markKeys: ['body', 'fuel'],
	mayAdd: () => me.may('book'),
	async load({ from, to, zone, site }, _marks, signal) {
		const query = { from, to, time_zone: zone, site: site || undefined, kind: 'vehicle' };
		const [line, cars] = await Promise.all([
			api.timeline(query, signal),
			whole((cursor) => fleet.list({ site: site || undefined, cursor, limit: 200 }, signal)),
		]);
		const car = new Map(cars.map((each) => [each.id, each]));
		return {
			rows: line.rows.map((row) => {
				const known = car.get(row.bookable_id);
				const seats = known?.seats ?? 0;
				return {
					id: row.bookable_id,
					name: row.name,
					detail: [known?.plate ?? row.code, seats > 0 ? m.tl_seats({ count: seats }) : '']
						.filter(Boolean)
						.join(' · '),
					words: `${row.name} ${row.code} ${known?.plate ?? ''}`,
					href: `/vehicles/${row.bookable_id}`,
					capacity: seats,
					open: openOf(line.hours[row.hours]),
					marks: { fuel: known ? [known.fuel] : [], body: known ? [known.body] : [] },
				};
			}),
			bars: line.bars.map((bar) => ({
				...barOf(bar),
				title: barLabel(bar),
				href: bar.booking_id && bar.occurrence_id ? `/reservations/${bar.occurrence_id}` : undefined,
			})),
		};
	},
	filters: () =>
		Promise.resolve([
			{
				key: 'body',
				label: m.fleet_body(),
				choices: BODIES.map((value) => ({ value, text: bodyWord(value) })),
			},
			{
				key: 'fuel',
				label: m.fleet_fuel(),
				choices: FUELS.map((value) => ({ value, text: fuelWord(value) })),
			},
		]),
	addAt({ row, start, end }, zone) {
		const [from, to] = [wallAt(new Date(start), zone), wallAt(new Date(end), zone)];
		const wish = { date: dayOf(from), start: timeOf(from), until: dayOf(to), end: timeOf(to), vehicle: row };
		return `/reserve?${new URLSearchParams(wish)}`;
	},
	ask,
	move: (bar, to) => move(bar, to),
	cancel: (bar, reason) => reservations.cancel(bar.id ?? '', bar.version ?? '*', reason),
};
