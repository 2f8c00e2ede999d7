/**
 * The repetitions that the form offers, and their RFC 5545 text. The text is the truth that travels; a rule the form
 * cannot show (an imported one) stays as it is and is only described.
 */
import { asUtc, dayOfMonth, plusDays, weekday, type Day } from './time/wall';

export type Frequency = 'none' | 'daily' | 'weekly' | 'monthly';

export interface Repeat {
	frequency: Frequency;
	/** Every how many days, weeks or months. */
	interval: number;
	/** 0 = Monday … 6 = Sunday; weekly only. */
	days: number[];
	/** `date` = the same day of the month; `first` … `last` = that weekday of the month. */
	monthly: 'date' | 'nth' | 'last';
	end: 'count' | 'until';
	count: number;
	until: Day;
}

/** The weekdays as rules name them; Monday first. */
export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** The most dates that the server accepts in one series. */
export const MAX_DATES = 1000;

export function noRepeat(day: Day): Repeat {
	return {
		frequency: 'none',
		interval: 1,
		days: [weekday(day)],
		monthly: 'date',
		end: 'count',
		count: 10,
		until: plusDays(day, 63),
	};
}

/** Which of its weekday in its month a day is: 1 for the first Monday, and so on. */
export function nthInMonth(day: Day): number {
	return Math.ceil(dayOfMonth(day) / 7);
}

/** Whether no other such weekday follows in the month. */
export function isLastInMonth(day: Day): boolean {
	return plusDays(day, 7).slice(0, 7) !== day.slice(0, 7);
}

/** The rule for a series that starts on a day, or nothing when it does not repeat. */
export function toRule(repeat: Repeat, start: Day): string | undefined {
	if (repeat.frequency === 'none') return undefined;
	const parts = [`FREQ=${repeat.frequency.toUpperCase()}`];
	if (repeat.interval > 1) parts.push(`INTERVAL=${Math.floor(repeat.interval)}`);
	if (repeat.frequency === 'weekly') {
		const days = repeat.days.length > 0 ? repeat.days : [weekday(start)];
		parts.push(
			`BYDAY=${[...new Set(days)]
				.sort()
				.map((day) => DAYS[day])
				.join(',')}`,
		);
	}
	if (repeat.frequency === 'monthly') {
		const name = DAYS[weekday(start)];
		if (repeat.monthly === 'date') parts.push(`BYMONTHDAY=${dayOfMonth(start)}`);
		else if (repeat.monthly === 'last') parts.push(`BYDAY=-1${name}`);
		else parts.push(`BYDAY=${nthInMonth(start)}${name}`);
	}
	if (repeat.end === 'count')
		parts.push(`COUNT=${Math.min(Math.max(1, Math.floor(repeat.count) || 1), MAX_DATES)}`);
	else parts.push(`UNTIL=${repeat.until.replaceAll('-', '')}`);
	return parts.join(';');
}

/** The parts of a rule by their names. */
export function partsOf(rule: string): Map<string, string> {
	return new Map(
		rule
			.replace(/^RRULE:/i, '')
			.toUpperCase()
			.split(';')
			.map((part) => part.split('=') as [string, string]),
	);
}

/** What the form shows for a rule; nothing when the form has no such choice. */
export function fromRule(rule: string | null | undefined, start: Day): Repeat | undefined {
	const repeat = noRepeat(start);
	if (!rule) return repeat;
	const parts = partsOf(rule);
	const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'COUNT', 'UNTIL', 'WKST'];
	if ([...parts.keys()].some((key) => !known.includes(key))) return undefined;
	const frequency = parts.get('FREQ')?.toLowerCase();
	if (frequency !== 'daily' && frequency !== 'weekly' && frequency !== 'monthly') return undefined;
	repeat.frequency = frequency;
	repeat.interval = Number(parts.get('INTERVAL') ?? 1);
	if (!Number.isInteger(repeat.interval) || repeat.interval < 1) return undefined;

	const byDay = parts.get('BYDAY');
	const byMonthDay = parts.get('BYMONTHDAY');
	if (frequency === 'daily' && (byDay || byMonthDay)) return undefined;
	if (frequency === 'weekly') {
		if (byMonthDay) return undefined;
		if (byDay) {
			const days = byDay.split(',').map((name) => DAYS.findIndex((day) => day === name));
			if (days.includes(-1)) return undefined;
			repeat.days = days;
		}
	}
	if (frequency === 'monthly' && byDay) {
		const name = DAYS[weekday(start)];
		if (byMonthDay) return undefined;
		if (byDay === `-1${name}`) repeat.monthly = 'last';
		else if (byDay === `${nthInMonth(start)}${name}`) repeat.monthly = 'nth';
		else return undefined;
	} else if (frequency === 'monthly' && byMonthDay && Number(byMonthDay) !== dayOfMonth(start))
		return undefined;

	const until = parts.get('UNTIL');
	const count = parts.get('COUNT');
	if (until) {
		repeat.end = 'until';
		repeat.until = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
		if (Number.isNaN(asUtc(repeat.until).getTime())) return undefined;
	} else if (count) {
		repeat.end = 'count';
		repeat.count = Number(count);
	} else return undefined;
	return repeat;
}

/** How many dates the rule has, when it says so itself. */
export function countOf(rule: string): number | undefined {
	const count = Number(partsOf(rule).get('COUNT'));
	return Number.isInteger(count) && count > 0 ? count : undefined;
}
