import { describe, expect, it } from 'vitest';
import { calendarDraft, calendarTrigger, isOther, meterDraft, meterTrigger } from './draft';
import type { Trigger } from './types';

const ZONE = 'Europe/Brussels';
const calendar: Trigger = {
	kind: 'calendar',
	rule: 'FREQ=MONTHLY;BYDAY=1MO',
	start: '2026-12-01T08:00',
	time_zone: ZONE,
	days_ahead: 14,
};
const meter: Trigger = {
	kind: 'meter',
	meter_id: 'm',
	meter: { id: 'm', code: 'H', name: 'Hours' },
	unit: 'hours',
	every: 500,
	units_ahead: 25,
	total: 1200,
};

describe('what makes work due', () => {
	it('comes back from the form as it went in, and is then nothing new', () => {
		expect(isOther(calendar, calendarTrigger(calendarDraft(calendar, ZONE), ZONE))).toBe(false);
		expect(isOther(meter, meterTrigger(meterDraft(meter)))).toBe(false);
	});

	it('also where a rule takes its day from its first date', () => {
		const given = { ...calendar, rule: 'FREQ=MONTHLY;INTERVAL=3' };
		const kept = calendarTrigger(calendarDraft(given, ZONE), ZONE);
		expect(kept.kind === 'calendar' && kept.rule).toBe('FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1');
	});

	it('is new when anything about it changes', () => {
		const draft = calendarDraft(calendar, ZONE);
		expect(isOther(calendar, calendarTrigger({ ...draft, time: '09:00' }, ZONE))).toBe(true);
		expect(isOther(calendar, calendarTrigger({ ...draft, days_ahead: 7 }, ZONE))).toBe(true);
		expect(isOther(calendar, meterTrigger(meterDraft(meter)))).toBe(true);
		expect(isOther(meter, meterTrigger({ ...meterDraft(meter), counted: '1000' }))).toBe(true);
	});
});
