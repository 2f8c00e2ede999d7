/** Words, shapes and colours for reservations of vehicles. */
import type { Label } from '../../booking/labels';
import { m } from '../../paraglide/messages';
import { clock, clockRange, longDay, number, shortDayYear } from '../../time/format';
import { dayOf, type Wall } from '../../time/wall';
import type { Reservation, ReservationState } from './types';

const STATE: Partial<Record<ReservationState, () => Label>> = {
	held: () => ({ tone: 'wait', icon: 'wait', text: m.state_held() }),
	requested: () => ({ tone: 'wait', icon: 'wait', text: m.state_requested() }),
	confirmed: () => ({ tone: 'ok', icon: 'check', text: m.rsv_state_reserved() }),
	in_use: () => ({ tone: 'accent', icon: 'car', text: m.rsv_state_on_the_road() }),
	finished: () => ({ tone: 'plain', icon: 'check', text: m.rsv_state_returned() }),
	declined: () => ({ tone: 'bad', icon: 'close', text: m.state_declined() }),
	withdrawn: () => ({ tone: 'plain', icon: 'close', text: m.state_withdrawn() }),
	cancelled: () => ({ tone: 'plain', icon: 'close', text: m.state_cancelled() }),
	released: () => ({ tone: 'plain', icon: 'leave', text: m.state_released() }),
	displaced: () => ({ tone: 'bad', icon: 'alert', text: m.rsv_state_displaced() }),
	expired: () => ({ tone: 'plain', icon: 'clock', text: m.state_expired() }),
};

export function stateLabel({ state }: Pick<Reservation, 'state'>): Label {
	return STATE[state]?.() ?? { tone: 'plain', icon: 'close', text: m.state_skipped() };
}

/** Whether it is going on: by the clock, or since the keys went out or the driver set off. Then it can only become longer. */
export const hasBegun = ({ from, state }: Pick<Reservation, 'from' | 'state'>): boolean =>
	state === 'in_use' || Date.parse(from) <= Date.now();

/** Whether its driver is on the way: then it is ended, not called off. */
export const isUnderWay = ({ ride }: Pick<Reservation, 'ride'>): boolean =>
	ride?.state === 'on_the_way' || ride?.state === 'on_board';

const LUGGAGE_WORDS: Record<number, () => string> = {
	0: () => m.rsv_luggage_none(),
	40: () => m.rsv_luggage_hand(),
	150: () => m.rsv_luggage_two(),
	350: () => m.rsv_luggage_four(),
	900: () => m.rsv_luggage_boxes(),
	3000: () => m.rsv_luggage_van(),
};
/** `One or two suitcases`; what is no step of the list is said in litres. */
export function luggageWord(litres: number): string {
	return LUGGAGE_WORDS[litres]?.() ?? m.rsv_luggage_litres({ litres: number(litres) });
}

/** `Tuesday 1 December 2026, 9:00–12:00`, or from one day to another. */
export function spanWords(start: Wall, end: Wall): string {
	if (dayOf(start) === dayOf(end)) return `${longDay(start)}, ${clockRange(start, end)}`;
	return m.rsv_from_to({
		from: `${shortDayYear(start)} ${clock(start)}`,
		to: `${shortDayYear(end)} ${clock(end)}`,
	});
}
