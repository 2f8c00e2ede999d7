import { describe, expect, it } from 'vitest';
import { changeOf, merge, NO_INSTALLATION, type Draft } from './edit';

const before: Draft = {
	title: 'The door sticks',
	description: '',
	place: { id: 'p1', name: 'Hall', path: '' },
	installation: NO_INSTALLATION,
	impact: 'room',
	urgency: 'hinders',
};

describe('changing what was reported', () => {
	it('sends what is different and nothing else', () => {
		expect(changeOf(before, { ...before, title: ' The door sticks ' })).toEqual({});
		expect(changeOf(before, { ...before, title: 'The gate sticks', urgency: 'danger' })).toEqual({
			title: 'The gate sticks',
			urgency: 'danger',
		});
		const lift = { ...before, description: 'Hinge', installation: { id: 'i1', name: 'Lift' } };
		expect(changeOf(lift, before)).toEqual({ description: null, installation_id: null });
	});

	it('keeps what is typed and takes what others changed besides', () => {
		const typed: Draft = { ...before, title: 'Mine', description: 'Mine too' };
		const latest: Draft = {
			...before,
			title: 'Theirs',
			impact: 'floor',
			place: { id: 'p2', name: 'Stairs', path: '' },
		};
		expect(merge(before, typed, latest)).toEqual({
			typed: { ...typed, impact: 'floor', place: latest.place },
			both: ['title'],
			theirs: ['place', 'impact'],
		});
	});

	it('is no conflict when both wrote the same', () => {
		const same = { ...before, title: 'The gate sticks' };
		expect(merge(before, same, same)).toEqual({ typed: same, both: [], theirs: [] });
	});
});
