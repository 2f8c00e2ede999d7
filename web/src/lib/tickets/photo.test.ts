import { describe, expect, test } from 'vitest';
import { fitted, formOf, isTaken } from './photo';

describe('the size of a photo', () => {
	test('a large one is made smaller on its longest side', () => {
		expect(fitted(4000, 3000)).toEqual({ width: 2000, height: 1500 });
		expect(fitted(3000, 6000)).toEqual({ width: 1000, height: 2000 });
	});

	test('a small one stays', () => {
		expect(fitted(800, 600)).toEqual({ width: 800, height: 600 });
	});
});

describe('a form with a file', () => {
	test('is the same bytes each time', async () => {
		const file = new Blob(['abc'], { type: 'image/png' });
		const once = formOf('k1', { alt: 'Lift' }, file);
		const again = formOf('k1', { alt: 'Lift' }, file);
		expect(await once.body.text()).toBe(await again.body.text());
		expect(once.type).toBe('multipart/form-data; boundary=k1');
	});

	test('holds its fields and ends properly', async () => {
		const parsed = await new Response(formOf('k1', { alt: 'Lüft' }, new Blob(['abc'])).body, {
			headers: { 'content-type': 'multipart/form-data; boundary=k1' },
		}).formData();
		expect(parsed.get('alt')).toBe('Lüft');
		expect(await (parsed.get('file') as File).text()).toBe('abc');
	});
});

test('a picture is known by how it begins, not by its name', async () => {
	const file = (bytes: number[] | string) =>
		new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], { type: 'image/png' });
	expect(await isTaken(file([0xff, 0xd8, 0xff, 0xe0]))).toBe(true);
	expect(await isTaken(file([0x89, 0x50, 0x4e, 0x47, 0x0d]))).toBe(true);
	expect(await isTaken(file('RIFF....WEBPVP8 '))).toBe(true);
	expect(await isTaken(file('RIFF....WAVEfmt '))).toBe(false);
	expect(await isTaken(file('only words'))).toBe(false);
	expect(await isTaken(file(''))).toBe(false);
});
