import { describe, expect, test } from 'vitest';
import { Paged } from './load.svelte';

const page = (items: number[], next_cursor: string | null) => Promise.resolve({ items, next_cursor });

describe('a list that comes in pages', () => {
	test('the next page stands behind the first, and the last one asks for no more', async () => {
		const list = new Paged<number>();
		await list.run(() => page([1, 2], 'two'));
		const asked: string[] = [];
		const more = () =>
			list.more((cursor) => {
				asked.push(cursor);
				return page([3], null);
			});
		await more();
		await more();
		expect(list.data).toEqual({ items: [1, 2, 3], next_cursor: null });
		expect(asked).toEqual(['two']);
	});

	test('nothing is asked before there is a first page', async () => {
		const list = new Paged<number>();
		await list.more(() => page([1], null));
		expect(list.data).toBeUndefined();
	});
});
