import { expect, test } from 'vitest';
import { isMonth, monthOf, monthSpan, plusMonths } from './month';

test('months are counted over the years', () => {
	expect(monthOf('2026-12-31')).toBe('2026-12');
	expect([plusMonths('2026-12', 1), plusMonths('2026-01', -1), plusMonths('2026-03', -15)]).toEqual([
		'2027-01',
		'2025-12',
		'2024-12',
	]);
	expect(monthSpan('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' });
	expect([isMonth('2026-13'), isMonth('2026-1'), isMonth('2026-10'), isMonth(null)]).toEqual([
		false,
		false,
		true,
		false,
	]);
});
