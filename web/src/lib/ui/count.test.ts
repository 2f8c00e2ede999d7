import { expect, test } from 'vitest';
import { countTyped, wholeNumber } from './count';

test('a whole number within its bounds is taken', () => {
	expect(countTyped('4', 1, 100, false)).toBe(4);
	expect(countTyped('0', 0, 100, true)).toBe(0);
	expect(wholeNumber('100', 1, 100)).toBe(100);
});

test('what cannot be one is no number at all, rather than another one', () => {
	for (const text of ['0', '-4', '12.5', '101', 'two']) expect(countTyped(text, 1, 100, false)).toBe(false);
	expect(wholeNumber(null, 1, 100)).toBeUndefined();
});

test('nothing is an answer only where it may stand', () => {
	expect(countTyped('', 0, 100, true)).toBeUndefined();
	expect(countTyped('', 0, 100, false)).toBe(false);
});
