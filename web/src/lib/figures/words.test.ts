import { describe, expect, test } from 'vitest';
import { ageWord, between, clockTime, percent, working } from './words';

/** Blanks that do not break are blanks all the same. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/(hr|min|day)s/g, '$1');

describe('numbers in words', () => {
	test('working time has hours and no days', () => {
		expect([0, 45, 60, 90, 2700].map(working).map(plain)).toEqual([
			'0 min',
			'45 min',
			'1 hr',
			'1.5 hr',
			'45 hr',
		]);
		expect(working(null)).toBe('–');
	});

	test('time by the clock is rounded to what can be read at a glance', () => {
		expect(plain(clockTime(1620))).toBe('1 day 3 hr');
		expect(plain(clockTime(0))).toBe('0 min');
	});

	test('shares, spans and ages', () => {
		expect([percent(66.7), percent(0), percent(null)]).toEqual(['66.7%', '0%', '–']);
		expect([between(0, 240), between(240, 540), between(540, null)].map(plain)).toEqual([
			'up to 4 hr',
			'4 hr – 9 hr',
			'over 9 hr',
		]);
		const age = { age: 'days_91' as const, count: 0, planned: 0 };
		expect(ageWord({ ...age, from_days: 8, to_days: 30 })).toBe('8 – 30 days');
		expect(ageWord({ ...age, from_days: 91, to_days: null })).toBe('over 90 days');
	});
});
