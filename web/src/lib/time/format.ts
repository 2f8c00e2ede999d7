/** Dates, times and numbers in the chosen language. All take wall times: the zone has been settled before. */
import { language } from '../i18n.svelte';
import { m } from '../paraglide/messages';
import { asUtc, dayOf, plusDays, timeOf, wallOf, type Day, type Wall } from './wall';

/** Belgian forms: 24 hours, day before month. */
const REGION = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-BE', en: 'en-GB' } as const;

/** The region whose forms are used in the chosen language. */
export function region(): string {
	return REGION[language()];
}

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const locale = region();
	const key = `${locale} ${name}`;
	let found = cache.get(key);
	if (!found) {
		found = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
		cache.set(key, found);
	}
	return found;
}

/** `Tuesday 1 December 2026`. */
export function longDay(day: Day | Wall): string {
	return formatter('long', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
		asUtc(day),
	);
}

/** `Tue 1 Dec`. */
export function shortDay(day: Day | Wall): string {
	return formatter('short', { weekday: 'short', day: 'numeric', month: 'short' }).format(asUtc(day));
}

/** `Tue 1 Dec 2026`, for lists that cross years. */
export function shortDayYear(day: Day | Wall): string {
	return formatter('shortYear', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
		asUtc(day),
	);
}

/** `Today`, `Tomorrow`, else the short day. */
export function nearDay(day: Day | Wall, today: Day): string {
	const that = dayOf(day);
	if (that === today) return m.today();
	if (that === plusDays(today, 1)) return m.tomorrow();
	return that.slice(0, 4) === today.slice(0, 4) ? shortDay(that) : shortDayYear(that);
}

export function weekdayName(index: number, style: 'long' | 'short' = 'long'): string {
	// 2024-01-01 was a Monday.
	return formatter(`weekday ${style}`, { weekday: style }).format(asUtc(plusDays('2024-01-01', index)));
}

/** `April`: 1 = January. */
export function monthName(month: number): string {
	return formatter('month', { month: 'long' }).format(asUtc(`2024-${String(month).padStart(2, '0')}-01`));
}

export function clock(wall: Wall): string {
	return formatter('clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(asUtc(wall));
}

/** `14:00–15:30`, with the day of the end when it is another. */
export function clockRange(start: Wall, end: Wall): string {
	const until =
		dayOf(start) === dayOf(end) || timeOf(end) === '00:00' ? clock(end) : `${shortDay(end)} ${clock(end)}`;
	return `${clock(start)}–${until}`;
}

/** The clock at the two ends of a span of instants. */
export function rangeOf(span: { starts_at: string; ends_at: string }): string {
	return clockRange(wallOf(span.starts_at), wallOf(span.ends_at));
}

/** `1 h 30 min`, in the language's own short units. */
export function duration(minutes: number): string {
	const unit = (value: number, name: 'hour' | 'minute' | 'day') =>
		new Intl.NumberFormat(region(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
	const days = Math.floor(minutes / 1440);
	const hours = Math.floor((minutes % 1440) / 60);
	const rest = minutes % 60;
	const parts = [days && unit(days, 'day'), hours && unit(hours, 'hour'), rest && unit(rest, 'minute')];
	return parts.filter(Boolean).join(' ') || unit(0, 'minute');
}

export function number(value: number): string {
	return new Intl.NumberFormat(region()).format(value);
}

/** `a, b and c`. */
export function list(items: string[]): string {
	return new Intl.ListFormat(region(), { type: 'conjunction' }).format(items);
}
