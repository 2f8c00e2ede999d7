import { expect, test } from 'vitest';
import { mapOf, nextOf, onward, setsOffFrom, whereTo } from './labels';
import type { Ride } from './types';

const ride = (id: string, to: string, changes: Partial<Ride> = {}) =>
	({ id, to, state: 'accepted', moves: ['decline', 'set_off'], ...changes }) as Ride;

test('the next ride is the one under way, else the one that is not over, else one that was forgotten', () => {
	const now = new Date('2026-12-02T10:00:00Z');
	const [early, late] = [ride('early', '2026-12-02T09:00:00Z'), ride('late', '2026-12-02T12:00:00Z')];
	expect(nextOf([early, late], now)?.id).toBe('late');
	expect(nextOf([{ ...early, state: 'on_board' }, late], now)?.id).toBe('early');
	expect(nextOf([early], now)?.id).toBe('early');
	expect(
		nextOf(
			[
				{ ...early, state: 'done' },
				{ ...late, state: 'cancelled' },
			],
			now,
		),
	).toBeUndefined();
});

test('a move leads on where one is open', () => {
	expect(onward(ride('a', ''))).toBe('set_off');
	expect(onward(ride('a', '', { moves: ['assign'] }))).toBeUndefined();
});

test('where it ends and where to look it up', () => {
	expect(whereTo(ride('a', '', { drop_off: null, destination: 'Luik' }))).toBe('Luik');
	expect(mapOf('Rue de la Loi 16')).toBe('https://www.openstreetmap.org/search?query=Rue+de+la+Loi+16');
});

test('a driver sets off four hours before the beginning, on the clock of the place', () => {
	const of = { from: '2026-12-02T13:00:00Z', time_zone: 'Europe/Brussels' };
	expect(setsOffFrom(of, Date.parse('2026-12-02T08:59:00Z'))).toBe('10:00');
	expect(setsOffFrom(of, Date.parse('2026-12-02T09:00:00Z'))).toBeUndefined();
	// The evening before, the day is named.
	const early = { ...of, from: '2026-12-02T01:00:00Z' };
	expect(setsOffFrom(early, Date.parse('2026-12-01T12:00:00Z'))).toMatch(/1.*22:00/);
});
