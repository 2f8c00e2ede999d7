/** What goes on in a space, in words, shapes and colours. */
import type { Label } from '../booking/labels';
import { m } from '../paraglide/messages';
import { clock, shortDay } from '../time/format';
import { dayOf, wallAt, wallOf } from '../time/wall';
import type { LiveState, RoomOnMap, SpaceOnMap } from './types';

const LIVE: Record<LiveState, () => Label> = {
	free: () => ({ tone: 'ok', icon: 'check', text: m.plan_free() }),
	soon: () => ({ tone: 'wait', icon: 'clock', text: m.plan_soon() }),
	taken: () => ({ tone: 'accent', icon: 'people', text: m.plan_taken() }),
	closed: () => ({ tone: 'plain', icon: 'stop', text: m.plan_closed() }),
	out_of_order: () => ({ tone: 'bad', icon: 'tool', text: m.plan_out_of_order() }),
};
/** In the order of the legend. */
export const LIVE_STATES = Object.keys(LIVE) as LiveState[];

export function liveLabel(state: LiveState): Label {
	return LIVE[state]();
}

/** What stands in the middle of a space on the plan: colour is never alone. */
export const SIGN: Record<LiveState, string> = {
	free: '○',
	soon: '◔',
	taken: '●',
	closed: '✕',
	out_of_order: '▲',
};

/** `until 14:00`, with the day when it is another one. */
export function untilWords(room: Pick<RoomOnMap, 'until'>, zone: string, now: Date): string {
	if (!room.until) return '';
	const until = wallOf(room.until, zone);
	const time =
		dayOf(until) === dayOf(wallAt(now, zone)) ? clock(until) : `${shortDay(until)} ${clock(until)}`;
	return m.plan_until({ time });
}

/** A space in one line: what a screen reader says of it on the plan. */
export function spaceWords(
	space: Pick<SpaceOnMap, 'name' | 'state' | 'out_of_service'>,
	tickets: number,
): string {
	return [
		space.name,
		space.state && liveLabel(space.state).text,
		tickets > 0 && m.plan_tickets({ count: tickets }),
		space.out_of_service > 0 && m.plan_broken({ count: space.out_of_service }),
	]
		.filter(Boolean)
		.join(', ');
}
