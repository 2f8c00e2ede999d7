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

/** The photo as it is sent: upright and at most 2000 pixels long. One that cannot be drawn goes as it is; the server judges. */
export async function shrink(file: Blob): Promise<Blob> {
	let picture: ImageBitmap;
	try {
		picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		return file;
	}
	const size = fitted(picture.width, picture.height);
	if (size.width === picture.width && size.height === picture.height) {
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
