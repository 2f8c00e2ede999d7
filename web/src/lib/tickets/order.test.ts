import { describe, expect, test } from 'vitest';
import { isPassing, sendable, type Entry } from './order';

function entry(id: string, seq: number, chain: string, more: Partial<Entry> = {}): Entry {
	const wish = { kind: 'comment', text: id, public: true } as const;
	return { id, seq, chain, person: 'me', wish, steps: [], at: '', ...more };
}

const refusal = { status: 409, code: 'illegal_move', headline: '', detail: '' };
const ids = (entries: Entry[]) => entries.map((each) => each.id);

describe('what may be sent now', () => {
	test('of each ticket only the first, in the order in which it was wished', () => {
		const waiting = [entry('c', 3, 't1'), entry('b', 2, 't2'), entry('a', 1, 't1')];
		expect(ids(sendable(waiting, 'me'))).toEqual(['a', 'b']);
	});

	test('nothing after a refusal on the same ticket, until somebody decides', () => {
		const waiting = [entry('a', 1, 't1', { refusal }), entry('b', 2, 't1'), entry('c', 3, 't2')];
		expect(ids(sendable(waiting, 'me'))).toEqual(['c']);
	});

	test('nothing of somebody else who used this screen', () => {
		expect(sendable([entry('a', 1, 't1', { person: 'other' })], 'me')).toEqual([]);
	});
});

test('what may help to try again is told apart from a refusal', () => {
	expect([0, 401, 429, 500, 503].map(isPassing)).toEqual([true, true, true, true, true]);
	expect([400, 403, 404, 409, 412, 422].map(isPassing)).toEqual([false, false, false, false, false, false]);
});
