import { expect, test } from 'vitest';
import { Problem } from '../../api';
import { PhotoPost } from './photos';

test('one that is refused keeps none of the others back', async () => {
	const post = new PhotoPost();
	const [good, bad, last] = ['a', 'b', 'c'].map((text) => new Blob([text])) as [Blob, Blob, Blob];
	const sent: Blob[] = [];
	const left = await post.send([good, bad, last], (photo) => {
		if (photo === bad) return Promise.reject(new Problem(415));
		sent.push(photo);
		return Promise.resolve();
	});
	expect(left).toEqual([bad]);
	expect(sent).toEqual([good, last]);
	expect(post.problem?.status).toBe(415);
});

test('one whose answer got lost goes again under its own key, whatever goes before it', async () => {
	const post = new PhotoPost();
	const [one, other] = [new Blob(['a']), new Blob(['b'])];
	const keys = new Map<Blob, string[]>();
	const call = (photo: Blob, key: string) => {
		keys.set(photo, [...(keys.get(photo) ?? []), key]);
		return Promise.reject(new Problem(0));
	};
	await post.send([one, other], call);
	await post.send([other, one], call);
	for (const used of keys.values()) expect(new Set(used).size).toBe(1);
	expect(keys.get(one)?.[0]).not.toBe(keys.get(other)?.[0]);
});
