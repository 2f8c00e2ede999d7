import { describe, expect, it } from 'vitest';
import { fromRule, isLastInMonth, noRepeat, nthInMonth, toRule, type Repeat } from './recurrence';

// A Monday, the first of its month.
const MONDAY = '2026-12-07';

function repeat(changes: Partial<Repeat>): Repeat {
	return { ...noRepeat(MONDAY), ...changes };
}

describe('a repetition becomes a rule', () => {
	it('is nothing when it does not repeat', () => {
		expect(toRule(noRepeat(MONDAY), MONDAY)).toBeUndefined();
	});

	it.each([
		[{ frequency: 'daily', count: 5 }, 'FREQ=DAILY;COUNT=5'],
		[{ frequency: 'weekly' }, 'FREQ=WEEKLY;BYDAY=MO;COUNT=10'],
		[{ frequency: 'weekly', interval: 2, days: [3, 0] }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=10'],
		[{ frequency: 'weekly', days: [] }, 'FREQ=WEEKLY;BYDAY=MO;COUNT=10'],
		[{ frequency: 'monthly' }, 'FREQ=MONTHLY;BYMONTHDAY=7;COUNT=10'],
		[{ frequency: 'monthly', monthly: 'nth' }, 'FREQ=MONTHLY;BYDAY=1MO;COUNT=10'],
		[{ frequency: 'monthly', monthly: 'last' }, 'FREQ=MONTHLY;BYDAY=-1MO;COUNT=10'],
		[{ frequency: 'daily', end: 'until', until: '2027-01-31' }, 'FREQ=DAILY;UNTIL=20270131'],
		[{ frequency: 'daily', count: 99_999 }, 'FREQ=DAILY;COUNT=1000'],
		[{ frequency: 'daily', count: Number.NaN }, 'FREQ=DAILY;COUNT=1'],
	] as [Partial<Repeat>, string][])('%j', (changes, rule) => {
		expect(toRule(repeat(changes), MONDAY)).toBe(rule);
	});

	it('counts weekdays in their month', () => {
		expect(nthInMonth('2026-12-07')).toBe(1);
		expect(nthInMonth('2026-12-08')).toBe(2);
		expect(nthInMonth('2026-12-29')).toBe(5);
		expect(isLastInMonth('2026-12-24')).toBe(false);
		expect(isLastInMonth('2026-12-25')).toBe(true);
	});
});

describe('a rule comes back to the form', () => {
	it.each([
		'FREQ=DAILY;COUNT=5',
		'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=10',
		'FREQ=MONTHLY;BYMONTHDAY=7;COUNT=3',
		'FREQ=MONTHLY;BYDAY=1MO;UNTIL=20270601',
		'FREQ=MONTHLY;BYDAY=-1MO;COUNT=10',
	])('%s unchanged', (rule) => {
		const shown = fromRule(rule, MONDAY);
		expect(shown && toRule(shown, MONDAY)).toBe(rule);
	});

	it.each([
		'FREQ=YEARLY;COUNT=2',
		'FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO,TU;COUNT=3',
		'FREQ=MONTHLY;BYDAY=2TU;COUNT=3',
		'FREQ=WEEKLY;BYDAY=1MO;COUNT=3',
		'FREQ=DAILY',
	])('%s is not pretended to be something else', (rule) => {
		expect(fromRule(rule, MONDAY)).toBeUndefined();
	});

	it('no rule is no repetition', () => {
		expect(fromRule(null, MONDAY)?.frequency).toBe('none');
	});
});
