import { deflateSync } from 'node:zlib';

/** A plain picture, larger than is worth sending. */
function picture(width = 2600, height = 1300): Buffer {
	const table = Array.from({ length: 256 }, (_, n) => {
		let value = n;
		for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
		return value >>> 0;
	});
	const crc = (data: Buffer) =>
		(data.reduce((sum, byte) => (table[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>>
		0;
	const chunk = (type: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const size = Buffer.alloc(4);
		const sum = Buffer.alloc(4);
		size.writeUInt32BE(data.length);
		sum.writeUInt32BE(crc(body));
		return Buffer.concat([size, body, sum]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 0, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** As a file that somebody chooses. */
export const photo = () => ({ name: 'photo.png', mimeType: 'image/png', buffer: picture() });

/** A file that calls itself a picture. */
export const noPicture = () => ({
	name: 'words.png',
	mimeType: 'image/png',
	buffer: Buffer.from('only words'),
});

/** A picture that begins as one, and is none further on. */
export const brokenPhoto = () => ({
	name: 'broken.png',
	mimeType: 'image/png',
	buffer: Buffer.concat([picture(4, 4).subarray(0, 8), Buffer.from('broken off')]),
});
