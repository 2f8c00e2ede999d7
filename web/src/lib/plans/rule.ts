/**
 * The rhythms that the form offers for work that comes again, and their RFC 5545 text. The text is the truth that travels; a
 * rule that the form has no fields for is written and shown as it is.
 */
import { nthWords } from '../booking/labels';
import { m } from '../paraglide/messages';
import { DAYS, partsOf } from '../recurrence';
import { list, longDay, monthName, weekdayName } from '../time/format';
import { asUtc, dayOfMonth, weekday, type Day } from '../time/wall';

export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type Frequency = (typeof FREQUENCIES)[number] | 'free';

/** The last day of the month, or the last such weekday in it. */
export const LAST = -1;

export interface Rhythm {
	frequency: Frequency;
	/** Every how many days, weeks, months or years. */
	interval: number;
	/** 0 = Monday … 6 = Sunday; weekly only. */
	days: number[];
	/** 1 = January … 12; yearly only. */
	months: number[];
	/** Which day of the month: a date, or a weekday; monthly and yearly. */
	by: 'date' | 'weekday';
	/** 1 … 31, or [`LAST`]. */
	date: number;
	/** 1 … 4, or [`LAST`]: which of the weekdays of the month. */
	nth: number;
	weekday: number;
	/** The last possible day; empty: it goes on. */
	until: Day | '';
	/** The text of a rule that has no fields here. */
	free: string;
}

const monthOf = (day: Day) => Number(day.slice(5, 7));

export function usualRhythm(start: Day): Rhythm {
	return {
		frequency: 'monthly',
		interval: 1,
		days: [weekday(start)],
		months: [monthOf(start)],
		by: 'weekday',
		date: dayOfMonth(start),
		nth: 1,
		weekday: 0,
		until: '',
		free: '',
	};
}

const inOrder = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

/** The rule; empty when something is missing. */
/** Nobody plans further ahead than that many days, weeks, months or years. */
export const MAX_INTERVAL = 99;

export function toRule(rhythm: Rhythm): string {
	const { frequency, interval, days, months, by, date, nth, until } = rhythm;
	if (frequency === 'free') return rhythm.free.trim();
	if (!(interval >= 1 && interval <= MAX_INTERVAL) || (frequency === 'weekly' && days.length === 0))
		return '';
	if (frequency === 'yearly' && months.length === 0) return '';
	const parts = [`FREQ=${frequency.toUpperCase()}`];
	if (interval > 1) parts.push(`INTERVAL=${Math.floor(interval)}`);
	if (frequency === 'weekly')
		parts.push(
			`BYDAY=${inOrder(days)
				.map((day) => DAYS[day])
				.join(',')}`,
		);
	if (frequency === 'yearly') parts.push(`BYMONTH=${inOrder(months).join(',')}`);
	if (frequency === 'monthly' || frequency === 'yearly')
		parts.push(by === 'date' ? `BYMONTHDAY=${date}` : `BYDAY=${nth}${DAYS[rhythm.weekday]}`);
	if (until) parts.push(`UNTIL=${until.replaceAll('-', '')}`);
	return parts.join(';');
}

const KNOWN: Record<string, string[]> = {
	daily: [],
	weekly: ['BYDAY'],
	monthly: ['BYDAY', 'BYMONTHDAY'],
	yearly: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
};

/** What the form shows for a rule that begins on a day. */
export function fromRule(rule: string, start: Day): Rhythm {
	return fieldsOf(rule, start) ?? { ...usualRhythm(start), frequency: 'free', free: rule };
}

function fieldsOf(rule: string, start: Day): Rhythm | undefined {
	const parts = partsOf(rule);
	const frequency = FREQUENCIES.find((each) => each === parts.get('FREQ')?.toLowerCase());
	if (!frequency) return undefined;
	const known = ['FREQ', 'INTERVAL', 'UNTIL', ...(KNOWN[frequency] ?? [])];
	if ([...parts.keys()].some((key) => !known.includes(key))) return undefined;
	const rhythm: Rhythm = { ...usualRhythm(start), frequency, by: 'date' };
	rhythm.interval = Number(parts.get('INTERVAL') ?? 1);
	if (!Number.isInteger(rhythm.interval) || rhythm.interval < 1) return undefined;

	const [byDay, byMonthDay, byMonth] = ['BYDAY', 'BYMONTHDAY', 'BYMONTH'].map((name) => parts.get(name));
	if (byMonth) {
		rhythm.months = byMonth.split(',').map(Number);
		if (rhythm.months.some((month) => !(month >= 1 && month <= 12))) return undefined;
	}
	if (frequency === 'weekly' && byDay) {
		rhythm.days = byDay.split(',').map((name) => DAYS.findIndex((day) => day === name));
		if (rhythm.days.includes(-1)) return undefined;
	} else if (byDay) {
		const found = /^(-1|[1-4])([A-Z]{2})$/.exec(byDay);
		rhythm.by = 'weekday';
		rhythm.nth = Number(found?.[1]);
		rhythm.weekday = DAYS.findIndex((day) => day === found?.[2]);
		// A weekday of a year without a month is counted in the year: that has no field.
		if (rhythm.weekday < 0 || byMonthDay || (frequency === 'yearly' && !byMonth)) return undefined;
	} else if (byMonthDay) {
		rhythm.date = Number(byMonthDay);
		if (rhythm.date !== LAST && !(rhythm.date >= 1 && rhythm.date <= 31)) return undefined;
		// So is a day of the month in every month of a year.
		if (frequency === 'yearly' && !byMonth) return undefined;
	}
	const until = parts.get('UNTIL');
	if (until) {
		rhythm.until = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
		if (Number.isNaN(asUtc(rhythm.until).getTime())) return undefined;
	}
	return rhythm;
}

/** `on day 15`, `on the last day`, `on the first Monday`. */
export function dayWords({
	by,
	date,
	nth,
	weekday,
}: Pick<Rhythm, 'by' | 'date' | 'nth' | 'weekday'>): string {
	if (by === 'weekday') return m.on_the({ day: nthWords(nth, weekday) });
	return date === LAST ? m.on_last_day() : m.on_day({ day: date });
}

/** A rule in words; one that has none is shown as it is. */
export function ruleWords(rule: string, start: Day): string {
	const rhythm = fieldsOf(rule, start);
	if (!rhythm) return rule;
	const words = rhythmWords(rhythm);
	return rhythm.until ? `${words}, ${m.ends_on({ day: longDay(rhythm.until) })}` : words;
}

function rhythmWords(rhythm: Rhythm): string {
	const count = rhythm.interval;
	switch (rhythm.frequency) {
		case 'daily':
			return m.every_days({ count });
		case 'weekly':
			return m.every_weeks({ count, days: list(inOrder(rhythm.days).map((day) => weekdayName(day))) });
		case 'monthly':
			return m.every_months({ count, day: dayWords(rhythm) });
		default:
			return m.every_years({
				count,
				months: list(inOrder(rhythm.months).map(monthName)),
				day: dayWords(rhythm),
			});
	}
}
