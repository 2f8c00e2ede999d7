import { beforeEach, expect, test } from 'vitest';
import { announcer } from './announce.svelte';

beforeEach(() => {
	announcer.notes = [];
	announcer.spoken = '';
});

const noted = () => announcer.notes.map(({ text }) => text);

test('what is said right after a note does not take its place', () => {
	announcer.note('Saved.');
	announcer.say('Fines shown: 4');
	expect(noted()).toEqual(['Saved.']);
	expect(announcer.spoken).toBe('Fines shown: 4');
});

test('a note does not take the place of what is being said, nor of another note', () => {
	announcer.say('Fines shown: 4');
	announcer.note('Booked.');
	announcer.note('Another one stands beside it.');
	expect(noted()).toEqual(['Booked.', 'Another one stands beside it.']);
	expect(announcer.spoken).toBe('Fines shown: 4');
});

test('the same words twice are two announcements', () => {
	announcer.note('Saved.');
	announcer.note('Saved.');
	const [first, second] = announcer.notes;
	expect(first?.id).not.toBe(second?.id);
	announcer.say('One ride is shown.');
	const before = announcer.spoken;
	announcer.say('One ride is shown.');
	expect(announcer.spoken).not.toBe(before);
});
