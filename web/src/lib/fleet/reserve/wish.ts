/** What somebody needs a vehicle for. It lives in the address bar, so that a wish can be mailed and the back button works. */
import { usualStart } from '../../booking/search';
import {
	dayOf,
	instantOf,
	isDay,
	isTime,
	join,
	plusMinutes,
	timeOf,
	wallOf,
	type Day,
	type Wall,
} from '../../time/wall';
import { wholeNumber as whole } from '../../ui/count';
import type { OptionsQuery, Reservation, ReservationChange, WayChange } from './types';

export interface Wish {
	/** By need, or one vehicle by name. */
	by: 'need' | 'vehicle';
	vehicle: string;
	site: string;
	date: Day;
	/** `14:00` */
	start: string;
	/** The day on which it comes back. */
	until: Day;
	end: string;
	people: number;
	/** In litres. */
	luggage: number;
	/** There and back; none where nobody knows. */
	km: number | undefined;
	zones: string[];
	childSeats: number;
	stepFree: boolean;
	driver: boolean;
}

/** Steps that people can picture, in litres. */
export const LUGGAGE = [0, 40, 150, 350, 900, 3000] as const;

/** How long a trip lasts that nobody said more about. */
const USUAL_MINUTES = 4 * 60;
const MOST_KM = 10_000;

export function readWish(params: URLSearchParams, now: Wall, homeSite: string): Wish {
	const usual = usualStart(now);
	const day = params.get('date');
	const time = params.get('start');
	const date = isDay(day) ? day : dayOf(usual);
	const start = isTime(time) ? time : timeOf(usual);
	const back = plusMinutes(join(date, start), USUAL_MINUTES);
	const until = params.get('until');
	const end = params.get('end');
	const vehicle = params.get('vehicle') ?? '';
	return {
		by: vehicle || params.get('by') === 'vehicle' ? 'vehicle' : 'need',
		vehicle,
		site: params.get('site') ?? homeSite,
		date,
		start,
		until: isDay(until) ? until : isTime(end) ? date : dayOf(back),
		end: isTime(end) ? end : timeOf(back),
		people: whole(params.get('people'), 1, 100) ?? 1,
		luggage: whole(params.get('luggage'), 0, 100_000) ?? 0,
		km: whole(params.get('km'), 0, MOST_KM),
		zones: params.getAll('zone'),
		childSeats: whole(params.get('child'), 0, 100) ?? 0,
		stepFree: params.get('step_free') === 'true',
		driver: params.get('driver') === 'true',
	};
}

export function writeWish(wish: Wish): URLSearchParams {
	const params = new URLSearchParams({ date: wish.date, start: wish.start });
	if (wish.until !== wish.date) params.set('until', wish.until);
	params.set('end', wish.end);
	params.set('site', wish.site);
	params.set('people', String(wish.people));
	if (wish.luggage > 0) params.set('luggage', String(wish.luggage));
	if (wish.km !== undefined) params.set('km', String(wish.km));
	for (const zone of wish.zones) params.append('zone', zone);
	if (wish.childSeats > 0) params.set('child', String(wish.childSeats));
	if (wish.stepFree) params.set('step_free', 'true');
	if (wish.driver) params.set('driver', 'true');
	if (wish.by === 'vehicle') {
		if (wish.vehicle) params.set('vehicle', wish.vehicle);
		else params.set('by', 'vehicle');
	}
	return params;
}

export const startOf = (wish: Pick<Wish, 'date' | 'start'>): Wall => join(wish.date, wish.start);
export const endOf = (wish: Pick<Wish, 'until' | 'end'>): Wall => join(wish.until, wish.end);

/** The same wish at another time of departure: it lasts as long as before. */
export function startingAt(wish: Wish, date: Day, start: string): Wish {
	const minutes = (Date.parse(`${endOf(wish)}Z`) - Date.parse(`${startOf(wish)}Z`)) / 60_000;
	const back = plusMinutes(join(date, start), minutes > 0 ? minutes : USUAL_MINUTES);
	return { ...wish, date, start, until: dayOf(back), end: timeOf(back) };
}

/** What keeps a wish from being asked. */
export function missing(wish: Wish): 'end' | 'vehicle' | 'site' | undefined {
	if (endOf(wish) <= startOf(wish)) return 'end';
	if (wish.by === 'vehicle') return wish.vehicle ? undefined : 'vehicle';
	return wish.site ? undefined : 'site';
}

/** The wish as the server takes it. */
export function asked(wish: Wish, zone: string): OptionsQuery {
	const named = wish.by === 'vehicle' && wish.vehicle;
	return {
		...(named ? { vehicle_id: wish.vehicle } : { site_id: wish.site }),
		from: instantOf(startOf(wish), zone).toISOString(),
		to: instantOf(endOf(wish), zone).toISOString(),
		passengers: wish.people,
		luggage_l: wish.luggage,
		...(wish.km !== undefined && { distance_km: wish.km }),
		child_seats: wish.childSeats,
		step_free: wish.stepFree,
		with_driver: wish.driver,
		zones: wish.zones,
	};
}

/** The wish after going a way that the server proposed. */
export function gone(wish: Wish, change: WayChange, zone: string): Wish {
	const next = { ...wish };
	if (change.from) {
		const from = wallOf(change.from, zone);
		next.date = dayOf(from);
		next.start = timeOf(from);
	}
	if (change.to) {
		const to = wallOf(change.to, zone);
		next.until = dayOf(to);
		next.end = timeOf(to);
	}
	if (change.vehicle_id === null) {
		next.by = 'need';
		next.vehicle = '';
	}
	next.people = change.passengers ?? next.people;
	next.luggage = change.luggage_l ?? next.luggage;
	next.km = change.distance_km ?? next.km;
	next.childSeats = change.child_seats ?? next.childSeats;
	next.stepFree = change.step_free ?? next.stepFree;
	next.driver = change.with_driver ?? next.driver;
	next.zones = change.zones ?? next.zones;
	return next;
}

/** What somebody wished when they reserved. */
export function wishOf(one: Reservation): Wish {
	const from = wallOf(one.from, one.time_zone);
	const to = wallOf(one.to, one.time_zone);
	return {
		by: one.by_name ? 'vehicle' : 'need',
		vehicle: one.by_name ? (one.vehicle?.id ?? '') : '',
		site: one.vehicle?.site.id ?? '',
		date: dayOf(from),
		start: timeOf(from),
		until: dayOf(to),
		end: timeOf(to),
		people: one.need.passengers,
		luggage: one.need.luggage_l,
		km: one.need.distance_km ?? undefined,
		zones: [...one.need.zones],
		childSeats: one.need.child_seats,
		stepFree: one.need.step_free,
		driver: one.need.with_driver,
	};
}

/** What differs between two wishes, as the server takes a change. */
export function changeOf(before: Wish, after: Wish, zone: string): ReservationChange {
	const change: ReservationChange = {};
	if (startOf(before) !== startOf(after)) change.from = instantOf(startOf(after), zone).toISOString();
	if (endOf(before) !== endOf(after)) change.to = instantOf(endOf(after), zone).toISOString();
	const named = (wish: Wish) => (wish.by === 'vehicle' && wish.vehicle ? wish.vehicle : null);
	if (named(before) !== named(after)) change.vehicle_id = named(after);
	if (before.people !== after.people) change.passengers = after.people;
	if (before.luggage !== after.luggage) change.luggage_l = after.luggage;
	if (before.km !== after.km) change.distance_km = after.km ?? null;
	if (before.childSeats !== after.childSeats) change.child_seats = after.childSeats;
	if (before.stepFree !== after.stepFree) change.step_free = after.stepFree;
	if ([...before.zones].sort().join() !== [...after.zones].sort().join()) change.zones = after.zones;
	return change;
}
