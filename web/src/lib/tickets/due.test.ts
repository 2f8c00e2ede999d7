import { describe, expect, test } from 'vitest';
import { centsOf, coarse, dueOf, dueWords } from './due';

const at = (text: string) => Date.parse(text);
const level = {
	state: 'ok' as const,
	acknowledge_by: '2026-12-01T10:00:00Z',
	fix_by: '2026-12-01T18:00:00Z',
};

describe('when a ticket is due', () => {
	test('until somebody looked at it, it is the looking that is due', () => {
		expect(dueOf(level, 'new')).toBe(level.acknowledge_by);
		expect(dueOf(level, 'reopened')).toBe(level.acknowledge_by);
		expect(dueOf(level, 'assigned')).toBe(level.fix_by);
	});

	test('is said as time left or time over', () => {
		expect(dueWords(level.fix_by, at('2026-12-01T16:00:00Z'))).toBe('in 2 hrs');
		expect(dueWords(level.fix_by, at('2026-12-01T21:00:00Z'))).toBe('3 hrs late');
		expect(dueWords(level.fix_by, at('2026-12-01T17:59:50Z'))).toBe('in 1 min');
	});

	test('far away it is not said to the minute', () => {
		expect(coarse(7)).toBe(7);
		expect(coarse(127)).toBe(130);
		expect(coarse(-299)).toBe(300);
		expect(coarse(4 * 1440 + 200)).toBe(4 * 1440);
	});
});

describe('an amount', () => {
	test('is read with a comma and with a point', () => {
		expect(centsOf('12,5')).toBe(1250);
		expect(centsOf(' 3.05 ')).toBe(305);
		expect(centsOf('7')).toBe(700);
	});

	test('and nothing else', () => {
		for (const text of ['', 'x', '1.234', '-1', '1,2,3']) expect(centsOf(text)).toBeUndefined();
	});
});
