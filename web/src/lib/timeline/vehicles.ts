/** Vehicles and their reservations on the timeline. */
import type { Client } from 'openapi-fetch';
import { api } from '../api';
import { client, tag, take } from '../api/http';
import type { components } from '../api/schema';
import { whole } from '../api/whole';
import { vehicles as fleet } from '../fleet/api';
import { BODIES, bodyWord, FUELS, fuelWord } from '../fleet/labels';
import { m } from '../paraglide/messages';
import { me } from '../session.svelte';
import { wallAt } from '../time/wall';
import { barLabel } from '../booking/labels';
import { barOf, openOf } from './answer';
import type { Answer, Bar, Place, Source, Way } from './types';

type Options = components['schemas']['VehicleReservationOptions'];
type WayOn = components['schemas']['VehicleReservationWay'];

/** Another time or another vehicle for a reservation; what is absent stays. */
interface Wanted {
	from?: string;
	to?: string;
	vehicle_id?: string;
}
interface Answers<T> {
	200: { content: { 'application/json': T } };
	default: { content: { 'application/problem+json': object } };
}
interface ReservationPaths {
	'/api/v1/vehicle-reservations/{id}': {
		patch: {
			parameters: { path: { id: string }; header: { 'If-Match': string } };
			requestBody: { content: { 'application/json': Wanted } };
			responses: Answers<{ version: number }>;
		};
	};
	'/api/v1/vehicle-reservations/{id}/options': {
		get: { parameters: { path: { id: string }; query: Wanted }; responses: Answers<Options> };
	};
}
const reservations = client as unknown as Client<ReservationPaths>;

const instant = (at: number) => new Date(at).toISOString();

/** Only what changes: a reservation that was not asked for by name keeps its freedom when it moves in time. */
function wantedOf(bar: Bar, to: Place): Wanted {
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
	const params = { path: { id: bar.id ?? '' }, query: wantedOf(bar, to) };
	const seen = await take(
		reservations.GET('/api/v1/vehicle-reservations/{id}/options', { params, signal }) as Promise<{
			data?: Options;
			error?: unknown;
			response: Response;
		}>,
	);
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
	const params = { path: { id: bar.id ?? '' }, header: { 'If-Match': tag(bar.version ?? '*') } };
	const body = wantedOf(bar, to);
	const moved = await take(
		reservations.PATCH('/api/v1/vehicle-reservations/{id}', { params, body }) as Promise<{
			data?: { version: number };
			error?: unknown;
			response: Response;
		}>,
	);
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
				href: bar.booking_id ? `/bookings/${bar.booking_id}` : undefined,
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
		return `/reserve?${new URLSearchParams({ vehicle: row, from, to })}`;
	},
	ask,
	move: (bar, to) => move(bar, to),
	cancel: (bar, reason) =>
		take(
			client.POST('/api/v1/vehicle-reservations/{id}/cancel', {
				params: { path: { id: bar.id ?? '' }, header: { 'if-match': tag(bar.version ?? '*') } },
				body: { reason: reason || undefined },
			}),
		),
};
