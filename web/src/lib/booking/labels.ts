/** Words, shapes and colours for the states that the server knows. */
import { m } from '../paraglide/messages';
import { countOf, fromRule, isLastInMonth, nthInMonth, type Repeat } from '../recurrence';
import { dayOf, dayOfMonth, timeOf, weekday, type Day } from '../time/wall';
import { clock, duration, list, longDay, nearDay, weekdayName } from '../time/format';
import type { IconName } from '../ui/Icon.svelte';
import type { Tone } from '../ui/Badge.svelte';
import type {
	Alternative,
	AvailabilityState,
	Bar,
	EditPreviewDate,
	Occurrence,
	OccurrenceState,
	PreviewDate,
	Visibility,
} from '../api';

export interface Label {
	tone: Tone;
	icon: IconName;
	text: string;
}

export function availabilityLabel(state: AvailabilityState): Label {
	switch (state) {
		case 'free':
			return { tone: 'ok', icon: 'check', text: m.state_free() };
		case 'needs_approval':
			return { tone: 'wait', icon: 'wait', text: m.state_needs_approval() };
		case 'not_free':
			return { tone: 'bad', icon: 'close', text: m.state_not_free() };
	}
}

/** A series of which some dates are free. */
export function partlyLabel(): Label {
	return { tone: 'wait', icon: 'repeat', text: m.state_partly() };
}

const OCCURRENCE: Record<OccurrenceState, () => Label> = {
	held: () => ({ tone: 'wait', icon: 'wait', text: m.state_held() }),
	requested: () => ({ tone: 'wait', icon: 'wait', text: m.state_requested() }),
	confirmed: () => ({ tone: 'ok', icon: 'check', text: m.state_confirmed() }),
	in_use: () => ({ tone: 'accent', icon: 'door', text: m.state_in_use() }),
	finished: () => ({ tone: 'plain', icon: 'check', text: m.state_finished() }),
	declined: () => ({ tone: 'bad', icon: 'close', text: m.state_declined() }),
	withdrawn: () => ({ tone: 'plain', icon: 'close', text: m.state_withdrawn() }),
	cancelled: () => ({ tone: 'plain', icon: 'close', text: m.state_cancelled() }),
	released: () => ({ tone: 'plain', icon: 'leave', text: m.state_released() }),
	displaced: () => ({ tone: 'bad', icon: 'alert', text: m.state_displaced() }),
	expired: () => ({ tone: 'plain', icon: 'clock', text: m.state_expired() }),
	skipped: () => ({ tone: 'plain', icon: 'close', text: m.state_skipped() }),
};

export function occurrenceLabel(state: OccurrenceState): Label {
	return OCCURRENCE[state]();
}

export function previewLabel(state: PreviewDate['state']): Label {
	switch (state) {
		case 'confirmed':
			return { tone: 'ok', icon: 'check', text: m.state_free() };
		case 'requested':
			return { tone: 'wait', icon: 'wait', text: m.state_needs_approval() };
		case 'conflict':
			return { tone: 'bad', icon: 'close', text: m.state_not_free() };
		case 'skipped':
			return { tone: 'plain', icon: 'close', text: m.state_skipped() };
	}
}

export function changeLabel(change: EditPreviewDate['change']): Label {
	switch (change) {
		case 'kept':
			return { tone: 'plain', icon: 'check', text: m.change_kept() };
		case 'moved':
			return { tone: 'accent', icon: 'arrow', text: m.change_moved() };
		case 'added':
			return { tone: 'ok', icon: 'check', text: m.change_added() };
		case 'cancelled':
			return { tone: 'bad', icon: 'close', text: m.change_cancelled() };
		case 'conflict':
			return { tone: 'bad', icon: 'alert', text: m.change_conflict() };
	}
}

export function whyAlternative(why: Alternative['why']): string {
	switch (why) {
		case 'same_time_other_room':
			return m.why_other_room();
		case 'same_room_nearest_time':
			return m.why_nearest_time();
		case 'other_room_for_date':
			return m.why_other_room_date();
		case 'smaller_buffers':
			return m.why_smaller_buffers();
	}
}

export function visibilityLabel(visibility: Visibility): string {
	switch (visibility) {
		case 'normal':
			return m.visibility_normal();
		case 'private':
			return m.visibility_private();
		case 'confidential':
			return m.visibility_confidential();
	}
}

/** `first Monday`: the which of its month (-1: the last), and which weekday (0 = Monday). */
export function nthWords(nth: number, index: number): string {
	const name = weekdayName(index);
	switch (nth) {
		case -1:
			return m.nth_last({ weekday: name });
		case 1:
			return m.nth_1({ weekday: name });
		case 2:
			return m.nth_2({ weekday: name });
		case 3:
			return m.nth_3({ weekday: name });
		case 4:
			return m.nth_4({ weekday: name });
		default:
			return m.nth_5({ weekday: name });
	}
}

/** `first Monday` of a first Monday, for the choice and for the description. */
export function nthWeekday(day: Day): string {
	return nthWords(nthInMonth(day), weekday(day));
}

export function lastWeekday(day: Day): string {
	return nthWords(-1, weekday(day));
}

export { isLastInMonth };

function rhythm(repeat: Repeat, start: Day): string {
	const count = repeat.interval;
	if (repeat.frequency === 'daily') return m.every_days({ count });
	if (repeat.frequency === 'weekly') {
		const days = list([...repeat.days].sort().map((day) => weekdayName(day)));
		return m.every_weeks({ count, days });
	}
	if (repeat.monthly === 'date') return m.every_months({ count, day: m.on_day({ day: dayOfMonth(start) }) });
	return m.every_months({
		count,
		day: m.on_the({ day: repeat.monthly === 'last' ? lastWeekday(start) : nthWeekday(start) }),
	});
}

/** A rule in words; a rule that has no simple words is at least counted. */
export function describeRule(rule: string, start: Day): string {
	const repeat = fromRule(rule, start);
	if (!repeat || repeat.frequency === 'none') {
		const count = countOf(rule);
		return count ? m.repeats_times({ count }) : m.repeats();
	}
	const end =
		repeat.end === 'count'
			? m.ends_after({ count: repeat.count })
			: m.ends_on({ day: longDay(repeat.until) });
	return `${rhythm(repeat, start)}, ${end}`;
}

/** What a bar on a day's line is: its title where that may be known, else what kind of thing it is. */
export function barLabel(bar: Bar): string {
	if (bar.title) return bar.title;
	switch (bar.kind) {
		case 'confirmed':
			return m.bar_reserved();
		case 'requested':
			return m.state_requested();
		case 'closure':
			return m.bar_closed();
		case 'maintenance':
			return m.bar_maintenance();
		case 'hold':
			return m.state_held();
		default:
			return m.bar_reserved();
	}
}

/** Why a date is in its state: the server's own reasons have words here, what people wrote stays as it is. */
export function reasonWords(reason: string): string {
	switch (reason) {
		case 'left_out':
			return m.reason_left_out();
		case 'left_the_series':
			return m.reason_left_the_series();
		case 'competing_request_confirmed':
			return m.reason_competing();
		case 'nobody_checked_in':
			return m.reason_nobody_checked_in();
		case 'was_not_there':
			return m.reason_was_not_there();
		case 'nobody_decided':
			return m.reason_nobody_decided();
		default:
			return reason;
	}
}

/**
 * Where a date stood before it was moved by hand: its day, or the time when it stayed on its day. A date that only lasts
 * longer or shorter was not moved.
 */
export function movedFrom(
	date: Pick<Occurrence, 'original_start' | 'start' | 'overridden'>,
	today: Day,
): string | undefined {
	const { original_start: before, start, overridden } = date;
	if (dayOf(before) !== dayOf(start)) return m.moved_from({ day: nearDay(before, today) });
	if (!overridden.includes('time') || timeOf(before) === timeOf(start)) return undefined;
	return m.moved_from_time({ time: clock(before) });
}

/** What stands before and after a meeting, without naming what is nothing. */
export function bufferWords(setup: number, cleanup: number): string {
	if (cleanup === 0) return m.setup_only({ time: duration(setup) });
	if (setup === 0) return m.cleanup_only({ time: duration(cleanup) });
	return m.buffers({ setup: duration(setup), cleanup: duration(cleanup) });
}

/** The way to a room without the room itself, which the last step often repeats. */
export function wayTo(room: { name: string; place_path: string }): string {
	const steps = room.place_path.split(' › ');
	return (steps.at(-1) === room.name ? steps.slice(0, -1) : steps).join(' › ');
}
