import { describe, expect, it } from 'vitest';
import { fromRule, LAST, ruleWords, toRule, usualRhythm, type Rhythm } from './rule';

// A Tuesday.
const START = '2026-12-15';
const rhythm = (changes: Partial<Rhythm>): Rhythm => ({ ...usualRhythm(START), ...changes });

describe('a rhythm becomes a rule', () => {
	it.each([
		[{ frequency: 'daily', interval: 3 }, 'FREQ=DAILY;INTERVAL=3'],
		[{ frequency: 'weekly', days: [3, 0, 3] }, 'FREQ=WEEKLY;BYDAY=MO,TH'],
		[{}, 'FREQ=MONTHLY;BYDAY=1MO'],
		[{ nth: LAST, weekday: 6 }, 'FREQ=MONTHLY;BYDAY=-1SU'],
		[{ by: 'date', interval: 3 }, 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15'],
		[{ by: 'date', date: LAST }, 'FREQ=MONTHLY;BYMONTHDAY=-1'],
		[{ frequency: 'yearly', months: [11, 4], by: 'date' }, 'FREQ=YEARLY;BYMONTH=4,11;BYMONTHDAY=15'],
		[{ frequency: 'yearly', nth: 2, weekday: 4 }, 'FREQ=YEARLY;BYMONTH=12;BYDAY=2FR'],
		[{ frequency: 'daily', until: '2027-06-30' }, 'FREQ=DAILY;UNTIL=20270630'],
		[{ frequency: 'free', free: ' FREQ=DAILY;COUNT=3 ' }, 'FREQ=DAILY;COUNT=3'],
	] as [Partial<Rhythm>, string][])('%j', (changes, rule) => {
		expect(toRule(rhythm(changes))).toBe(rule);
	});

	it.each([
		{ interval: Number.NaN },
		{ frequency: 'weekly', days: [] },
		{ frequency: 'yearly', months: [] },
		{ frequency: 'free', free: ' ' },
	] as Partial<Rhythm>[])('but not while something is missing: %j', (changes) => {
		expect(toRule(rhythm(changes))).toBe('');
	});
});

describe('a rule comes back to the form', () => {
	it.each([
		'FREQ=DAILY;INTERVAL=3',
		'FREQ=WEEKLY;BYDAY=MO,TH',
		'FREQ=MONTHLY;BYDAY=1MO',
		'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1',
		'FREQ=YEARLY;BYMONTH=4,11;BYMONTHDAY=15',
		'FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=-1SU;UNTIL=20300101',
	])('%s unchanged', (rule) => {
		const shown = fromRule(rule, START);
		expect([shown.frequency === 'free', toRule(shown)]).toEqual([false, rule]);
	});

	it('and what it takes from its first date is shown as such', () => {
		expect(toRule(fromRule('FREQ=MONTHLY;INTERVAL=3', START))).toBe('FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15');
		expect(toRule(fromRule('FREQ=WEEKLY', START))).toBe('FREQ=WEEKLY;BYDAY=TU');
		expect(toRule(fromRule('FREQ=YEARLY', START))).toBe('FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15');
	});

	it.each([
		'FREQ=DAILY;COUNT=3',
		'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1',
		'FREQ=MONTHLY;BYDAY=5MO',
		'FREQ=MONTHLY;BYMONTHDAY=1,15',
		'FREQ=YEARLY;BYDAY=1MO',
		'FREQ=YEARLY;BYMONTHDAY=15',
		'FREQ=WEEKLY;BYDAY=1MO',
		'FREQ=HOURLY',
		'every monday',
	])('%s is not pretended to be something else', (rule) => {
		const shown = fromRule(rule, START);
		expect([shown.frequency, toRule(shown)]).toEqual(['free', rule]);
	});
});

describe('a rule in words', () => {
	it.each([
		['FREQ=MONTHLY;BYDAY=1MO', 'Every month on the first Monday'],
		['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1', 'Every 3 months on the last day'],
		['FREQ=YEARLY;BYMONTH=4,11;BYMONTHDAY=15', 'Every year in April and November on day 15'],
		['FREQ=DAILY;COUNT=3', 'FREQ=DAILY;COUNT=3'],
	])('%s', (rule, words) => {
		expect(ruleWords(rule, START)).toBe(words);
	});
});
