/** From what `GET /timeline` answers to what is drawn. */
import type { Bar as BarOfApi } from '../api';
import type { components } from '../api/schema';
import type { Bar, OpenHours } from './types';

type Hours = components['schemas']['TimelineHours'];

/** All of a bar that does not depend on what stands in the rows. */
export function barOf(bar: BarOfApi): Omit<Bar, 'title' | 'href'> {
	const from = Date.parse(bar.blocked_from);
	return {
		key: `${bar.bookable_id} ${bar.occurrence_id ?? bar.kind} ${from}`,
		row: bar.bookable_id,
		kind: bar.kind,
		state: bar.state ?? undefined,
		start: Date.parse(bar.starts_at),
		end: Date.parse(bar.ends_at),
		from,
		to: Date.parse(bar.blocked_to),
		host: bar.host ?? undefined,
		mine: bar.mine,
		id: bar.occurrence_id ?? undefined,
		version: bar.version ?? undefined,
		mayChange: bar.may_change,
	};
}

const opened = new WeakMap<Hours, OpenHours>();

/** Rows with the same hours share one object, so that what is drawn from it is worked out once. */
export function openOf(hours: Hours | undefined): OpenHours | undefined {
	if (!hours) return undefined;
	let found = opened.get(hours);
	if (!found) {
		const { monday, tuesday, wednesday, thursday, friday, saturday, sunday } = hours.hours;
		const weekdays = [monday, tuesday, wednesday, thursday, friday, saturday, sunday];
		found = {
			weekdays: weekdays.map((day) => day ?? []),
			closedDays: new Map(hours.closed_days.map(({ day, name }) => [day, name])),
		};
		opened.set(hours, found);
	}
	return found;
}
