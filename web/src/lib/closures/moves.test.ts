import { describe, expect, it } from 'vitest';
import { chosenFor, keyOf, movesOf, targets } from './moves';
import type { Proposal } from './types';

function proposal(occurrence: string, changes: Partial<Proposal> = {}): Proposal {
	return {
		occurrence_id: occurrence,
		from: 'press',
		from_name: 'Press room',
		starts_at: '2026-12-01T13:00:00Z',
		ends_at: '2026-12-01T14:00:00Z',
		attendees: 40,
		to: { bookable_id: 'a', name: 'A', state: 'free' },
		others: [{ bookable_id: 'b', name: 'B', state: 'needs_approval' }],
		...changes,
	};
}

describe('where bookings go', () => {
	it('offers each room once, the proposed one first, and says who has to be asked', () => {
		const more = [
			{ id: 'a', name: 'A', asks: false },
			{ id: 'c', name: 'C', asks: false },
		];
		const offered = targets(proposal('one'), more);
		expect(offered.map(({ id, asks }) => [id, asks])).toEqual([
			['a', false],
			['b', true],
			['c', false],
		]);
	});

	it('follows the choice before the proposal', () => {
		const item = proposal('one');
		expect(chosenFor(item, new Map())).toBe('a');
		expect(chosenFor(item, new Map([[keyOf(item), 'b']]))).toBe('b');
	});

	it('sends only what has somewhere to go, also where one booking holds two closed rooms', () => {
		const items = [proposal('one'), proposal('one', { from: 'annex', to: null }), proposal('two')];
		const [, annex] = items;
		expect(movesOf(items, new Map()).map((move) => move.from)).toEqual(['press', 'press']);
		const chosen = new Map(annex ? [[keyOf(annex), 'b']] : []);
		expect(movesOf(items, chosen)).toContainEqual({ occurrence_id: 'one', from: 'annex', to: 'b' });
	});
});
