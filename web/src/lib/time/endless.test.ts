import { expect, test } from 'vitest';
import { endlessWords, isEndless } from './endless';

const at = (text: string) => Date.parse(text);
const now = at('2026-11-28T12:00:00Z');

test('an end ten years ahead stands for none', () => {
	expect(isEndless(at('2026-11-28T16:00:00Z'), at('2036-12-05T00:39:00Z'), now)).toBe(true);
});

test('it stands for none as well when most of the ten years have gone by', () => {
	expect(isEndless(at('2020-01-01T08:00:00Z'), at('2030-01-01T08:00:00Z'), now)).toBe(true);
});

test('an end that somebody has chosen is shown', () => {
	expect(isEndless(at('2026-11-28T16:00:00Z'), at('2026-11-29T16:00:00Z'), now)).toBe(false);
	expect(isEndless(at('2026-11-28T16:00:00Z'), at('2031-11-28T16:00:00Z'), now)).toBe(false);
});

test('the words name the beginning only', () => {
	expect(endlessWords('2026-12-01T16:00')).toMatch(/^from \D*1 Dec 2026 16:00 until further notice$/);
});
