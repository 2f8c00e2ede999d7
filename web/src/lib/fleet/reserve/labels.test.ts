import { describe, expect, it } from 'vitest';
import { hasBegun, isUnderWay } from './labels';
import type { Reservation } from './types';

const far = '2999-01-01T08:00:00Z';
const ride = (state: string) => ({ state }) as Reservation['ride'];

describe('what is going on', () => {
	it('has begun by the clock, or since the keys are out', () => {
		expect(hasBegun({ from: '2020-01-01T08:00:00Z', state: 'confirmed' })).toBe(true);
		expect(hasBegun({ from: far, state: 'confirmed' })).toBe(false);
		expect(hasBegun({ from: far, state: 'in_use' })).toBe(true);
	});

	it('is under way from when the driver sets off until the end', () => {
		const under = ['assigned', 'accepted', 'on_the_way', 'on_board', 'done'].filter((state) =>
			isUnderWay({ ride: ride(state) }),
		);
		expect(under).toEqual(['on_the_way', 'on_board']);
		expect(isUnderWay({ ride: null })).toBe(false);
	});
});
