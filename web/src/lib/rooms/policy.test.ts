import { describe, expect, it } from 'vitest';
import type { Policy } from '../api/types';
import { hoursLines, rulesOf } from './policy';

const DAY = [{ from: '08:00', to: '18:00' }];

const POLICY: Policy = {
	at: '2026-12-01T00:00:00Z',
	hours: {
		value: {
			monday: DAY,
			tuesday: DAY,
			wednesday: DAY,
			thursday: DAY,
			friday: DAY,
			saturday: [],
			sunday: [],
		},
		from: null,
	},
	window: {
		value: { horizon_days: 180, grid_minutes: 15 },
		from: { name: 'Site', code: 'S', kind: 'site', scope_id: 's' },
	},
	audience: { value: {}, from: null },
	approval: { value: { stages: [], holds: true }, from: null },
	buffers: { value: { setup_minutes: 0, cleanup_minutes: 0 }, from: null },
	presence: { value: { check_in: false, opens_before_minutes: 15, release_after_minutes: 15 }, from: null },
};

describe('rules in words', () => {
	it('puts days with the same hours together', () => {
		expect(hoursLines(POLICY.hours.value)).toEqual([
			{ days: [0, 1, 2, 3, 4], open: DAY },
			{ days: [5, 6], open: [] },
		]);
	});

	it('says what is ruled, where it was set, and nothing else', () => {
		const rules = rulesOf(POLICY, (minutes) => `${minutes}'`);
		expect(rules[0]?.lines).toHaveLength(2);
		expect(rules[0]?.from).toBe('Site');
		expect(rules[0]?.lines[1]).toContain("15'");
		// Window, audience, approval: no buffers and no check-in to speak of.
		expect(rules).toHaveLength(3);
	});
});
