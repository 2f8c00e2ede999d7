/** Numbers of the figures in words. */
import { m } from '../paraglide/messages';
import { coarse } from '../tickets/due';
import { duration, number, region } from '../time/format';
import type { AgePart } from './types';

/** A number that the server may leave out. */
type Maybe = number | null | undefined;

function unit(value: number, name: 'hour' | 'minute'): string {
	return new Intl.NumberFormat(region(), {
		style: 'unit',
		unit: name,
		unitDisplay: 'short',
		maximumFractionDigits: 1,
	}).format(value);
}

/** Working time: hours, never days, since a day of work is not a day of the clock. */
export function working(minutes: Maybe): string {
	if (typeof minutes !== 'number') return m.fig_none();
	return minutes < 60 ? unit(minutes, 'minute') : unit(Math.round(minutes / 6) / 10, 'hour');
}

/** Time by the clock, to one unit or two. */
export function clockTime(minutes: Maybe): string {
	if (typeof minutes !== 'number') return m.fig_none();
	return minutes === 0 ? duration(0) : duration(coarse(minutes));
}

export function percent(share: Maybe): string {
	if (typeof share !== 'number') return m.fig_none();
	return new Intl.NumberFormat(region(), { style: 'percent', maximumFractionDigits: 1 }).format(share / 100);
}

/** `up to 4 h`, `4 h – 9 h`, `over 180 h`. */
export function between(over: number, upTo: Maybe): string {
	if (typeof upTo !== 'number') return m.fig_over({ time: working(over) });
	return over === 0 ? m.fig_up_to({ time: working(upTo) }) : `${working(over)} – ${working(upTo)}`;
}

/** `8 – 30 days`, `over 90 days`. */
export function ageWord({ from_days, to_days }: AgePart): string {
	return typeof to_days === 'number'
		? m.fig_days({ from: number(from_days), to: number(to_days) })
		: m.fig_days_over({ days: number(from_days - 1) });
}

/** `today`, `in 30 days`. */
export function aheadWord(days: number): string {
	return days === 0 ? m.today() : m.fig_in_days({ days: number(days) });
}
