import { describe, expect, test } from 'vitest';
import { instantOf } from './zone';

const ZONE = 'Europe/Brussels';

describe('the instant of a wall time', () => {
	test('follows summer and winter', () => {
		expect(instantOf('2026-12-01T14:00', ZONE)).toBe('2026-12-01T13:00:00.000Z');
		expect(instantOf('2026-07-01T14:00', ZONE)).toBe('2026-07-01T12:00:00.000Z');
	});

	test('is right on both sides of a change of clocks', () => {
		expect(instantOf('2026-03-29T01:30', ZONE)).toBe('2026-03-29T00:30:00.000Z');
		expect(instantOf('2026-03-29T03:30', ZONE)).toBe('2026-03-29T01:30:00.000Z');
		expect(instantOf('2026-10-25T01:30', ZONE)).toBe('2026-10-24T23:30:00.000Z');
		expect(instantOf('2026-10-25T04:00', ZONE)).toBe('2026-10-25T03:00:00.000Z');
	});

	test('works far from Brussels', () => {
		expect(instantOf('2026-12-01T08:00', 'America/New_York')).toBe('2026-12-01T13:00:00.000Z');
	});
});
