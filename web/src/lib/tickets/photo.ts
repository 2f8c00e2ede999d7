/** Photos before they travel: small enough for a weak connection, and packed so that a repeat is the same request. */

/** The longest side that is worth sending, in pixels. */
export const LONGEST_SIDE = 2000;

/** The size in which a photo is sent; its proportions stay. */
export function fitted(
	width: number,
	height: number,
	longest = LONGEST_SIDE,
): { width: number; height: number } {
	const scale = Math.min(1, longest / Math.max(width, height));
	return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** Whether a file begins like a picture that the server takes: JPEG, PNG or WebP, whatever its name says. */
export async function isTaken(file: Blob): Promise<boolean> {
	const start = new Uint8Array(await file.slice(0, 12).arrayBuffer());
	const has = (bytes: number[], at = 0) => bytes.every((byte, index) => start[at + index] === byte);
	return has(JPEG) || has(PNG) || (has(RIFF) && has(WEBP, 8));
}

/**
 * The photo as it is sent: upright, at most 2000 pixels long, and of a kind that is taken where this browser knows its own.
 * One that cannot be drawn goes as it is; the server judges.
 */
export async function shrink(file: Blob): Promise<Blob> {
	let picture: ImageBitmap;
	try {
		picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		return file;
	}
	const size = fitted(picture.width, picture.height);
	if (size.width === picture.width && size.height === picture.height && (await isTaken(file))) {
		picture.close();
		return file;
	}
	const canvas = document.createElement('canvas');
	canvas.width = size.width;
	canvas.height = size.height;
	canvas.getContext('2d')?.drawImage(picture, 0, 0, size.width, size.height);
	picture.close();
	return new Promise((resolve) => canvas.toBlob((small) => resolve(small ?? file), 'image/jpeg', 0.85));
}

export interface Form {
	body: Blob;
	type: string;
}

/**
 * A form with files, written by hand: the browser would choose another boundary each time, and a repeat under the same
 * `Idempotency-Key` must be the same bytes.
 */
export function formOf(boundary: string, fields: Record<string, string>, file?: Blob, name = 'file'): Form {
	const parts: BlobPart[] = [];
	for (const [key, value] of Object.entries(fields))
		parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`);
	if (file) {
		const type = file.type || 'application/octet-stream';
		parts.push(
			`--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="photo"\r\nContent-Type: ${type}\r\n\r\n`,
			file,
			'\r\n',
		);
	}
	parts.push(`--${boundary}--\r\n`);
	return { body: new Blob(parts), type: `multipart/form-data; boundary=${boundary}` };
}
