import { formOf } from '../tickets/photo';

/** What a call takes to send a form with a file: written already, so that a repeat under the same key is the same bytes. */
export function inForm(key: string, fields: Record<string, string>, file: Blob) {
	const form = formOf(key, fields, file);
	return {
		headers: { 'content-type': form.type, 'idempotency-key': key },
		// It travels as it is.
		body: form.body as never,
		bodySerializer: (body: unknown) => body as never,
	};
}
