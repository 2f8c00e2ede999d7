/** What the form keeps of what makes work due, and what travels of it. */
import { dayOf, join, plusDays, timeOf, wallAt } from '../time/wall';
import { fromRule, toRule, usualRhythm, type Rhythm } from './rule';
import type { NewTrigger, Trigger } from './types';

export interface CalendarDraft {
	rhythm: Rhythm;
	/** Its first possible day, and the time of day of all of them. */
	day: string;
	time: string;
	days_ahead: number;
}

export interface MeterDraft {
	meter: string;
	every: string;
	units_ahead: string;
	/** What the meter had counted when the work was last done; empty: what it has now. */
	counted: string;
}

export function calendarDraft(trigger: Trigger | undefined, zone: string): CalendarDraft {
	if (trigger?.kind === 'calendar') {
		const day = dayOf(trigger.start);
		return {
			rhythm: fromRule(trigger.rule, day),
			day,
			time: timeOf(trigger.start),
			days_ahead: trigger.days_ahead,
		};
	}
	const tomorrow = plusDays(dayOf(wallAt(new Date(), zone)), 1);
	return { rhythm: usualRhythm(tomorrow), day: tomorrow, time: '08:00', days_ahead: 14 };
}

export function meterDraft(trigger: Trigger | undefined): MeterDraft {
	if (trigger?.kind !== 'meter') return { meter: '', every: '', units_ahead: '0', counted: '' };
	const { meter_id, every, units_ahead } = trigger;
	return { meter: meter_id, every: String(every), units_ahead: String(units_ahead), counted: '' };
}

export function calendarTrigger(
	{ rhythm, day, time, days_ahead }: CalendarDraft,
	time_zone: string,
): NewTrigger {
	return { kind: 'calendar', rule: toRule(rhythm), start: join(day, time), time_zone, days_ahead };
}

export function meterTrigger({ meter, every, units_ahead, counted }: MeterDraft): NewTrigger {
	return {
		kind: 'meter',
		meter_id: meter,
		every: Number(every),
		units_ahead: Number(units_ahead),
		counted_total: counted === '' ? undefined : Number(counted),
	};
}

/** Whether a plan would go by something else: what stays the same is not sent, since it would count anew. */
export function isOther(before: Trigger, after: NewTrigger): boolean {
	if (before.kind === 'calendar' && after.kind === 'calendar')
		return (
			before.rule !== after.rule ||
			before.start.slice(0, 16) !== after.start ||
			before.days_ahead !== after.days_ahead ||
			before.time_zone !== after.time_zone
		);
	if (before.kind === 'meter' && after.kind === 'meter')
		return (
			before.meter_id !== after.meter_id ||
			before.every !== after.every ||
			before.units_ahead !== after.units_ahead ||
			after.counted_total !== undefined
		);
	return true;
}
