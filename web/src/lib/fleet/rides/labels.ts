/** Words, shapes and colours for rides. */
import type { Label } from '../../booking/labels';
import { m } from '../../paraglide/messages';
import { clock, duration, shortDay } from '../../time/format';
import { dayOf, wallAt, wallOf } from '../../time/wall';
import { awayWords, km } from '../labels';
import type { DriverDay, Ride, RideState, RideVerb } from './types';

const STATE: Record<RideState, () => Label> = {
	planned: () => ({ tone: 'bad', icon: 'alert', text: m.ride_state_planned() }),
	assigned: () => ({ tone: 'wait', icon: 'clock', text: m.ride_state_assigned() }),
	accepted: () => ({ tone: 'ok', icon: 'check', text: m.ride_state_accepted() }),
	on_the_way: () => ({ tone: 'accent', icon: 'arrow', text: m.ride_state_on_the_way() }),
	on_board: () => ({ tone: 'accent', icon: 'people', text: m.ride_state_on_board() }),
	done: () => ({ tone: 'plain', icon: 'check', text: m.ride_state_done() }),
	cancelled: () => ({ tone: 'plain', icon: 'close', text: m.ride_state_cancelled() }),
};
export const rideLabel = (state: RideState): Label => STATE[state]();

const VERB: Partial<Record<RideVerb, () => string>> = {
	accept: () => m.ride_accept(),
	decline: () => m.ride_decline(),
	set_off: () => m.ride_set_off(),
	board: () => m.ride_board(),
	finish: () => m.ride_finish(),
	assign: () => m.ride_assign(),
};
export const verbWord = (verb: RideVerb): string => VERB[verb]?.() ?? verb;

/** The move that leads on: what a driver does next. */
const ONWARD: RideVerb[] = ['accept', 'set_off', 'board', 'finish'];
export const onward = (ride: Ride): RideVerb | undefined => ONWARD.find((verb) => ride.moves.includes(verb));

/** How long before its beginning a driver sets off at the earliest, in minutes: no earlier is taken. */
const EARLIEST_MINUTES = 240;

/** From when a driver can set off, in words, while that is still to come: the day stands with it where it is not that of the ride. */
export function setsOffFrom(ride: Pick<Ride, 'from' | 'time_zone'>, now: number): string | undefined {
	const earliest = Date.parse(ride.from) - EARLIEST_MINUTES * 60_000;
	if (earliest <= now) return undefined;
	const wall = wallAt(new Date(earliest), ride.time_zone);
	const sameDay = dayOf(wall) === dayOf(wallOf(ride.from, ride.time_zone));
	return sameDay ? clock(wall) : `${shortDay(wall)} ${clock(wall)}`;
}

/** Whether somebody has still to drive it. */
export const isAhead = (ride: Ride): boolean => ride.state !== 'done' && ride.state !== 'cancelled';

/**
 * The ride that a driver looks at: the one under way, else the next one that is not over by the clock, else one that was
 * forgotten.
 */
export function nextOf(rides: Ride[], now: Date): Ride | undefined {
	const ahead = rides.filter(isAhead);
	const underWay = ahead.find(({ state }) => state === 'on_the_way' || state === 'on_board');
	return underWay ?? ahead.find(({ to }) => Date.parse(to) > now.getTime()) ?? ahead[0];
}

/** What it is about, as far as the reader may know. */
export const rideName = (ride: Ride): string => ride.title ?? m.ride_confidential();

/** Where it ends: the drop-off, else the destination. */
export const whereTo = (ride: Ride): string => ride.drop_off ?? ride.destination ?? '';

/** Where to look a place up on a map. */
export const mapOf = (place: string): string =>
	`https://www.openstreetmap.org/search?${new URLSearchParams({ query: place })}`;

/** By whose clock the days of drivers are counted, as the server does. */
export const DAYS_IN = 'Europe/Brussels';

/** What a driver has that day, in words: when they are away, the duty and the rest before and after it. */
export function dutyWords(day: DriverDay): string[] {
	const away = day.away.map((span) => m.ride_away({ when: awayWords(span, DAYS_IN) }));
	if (!day.duty) return [m.ride_no_duty(), ...away];
	const words = [...away, m.ride_duty({ length: duration(day.duty.minutes) })];
	if (typeof day.rest_before_minutes === 'number')
		words.push(m.ride_rest_before({ length: duration(day.rest_before_minutes) }));
	if (typeof day.rest_after_minutes === 'number')
		words.push(m.ride_rest_after({ length: duration(day.rest_after_minutes) }));
	return words;
}

/** What stands under a field for the odometer. */
export function kmHint({ vehicle }: Ride): string {
	const last = vehicle?.odometer_km;
	return typeof last === 'number' ? m.ride_km_hint({ km: km(last) }) : m.ride_km_unknown();
}
