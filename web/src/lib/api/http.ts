/** The one client: language, idempotency keys and problems are dealt with here, once for every call. */
import createClient, { type Middleware } from 'openapi-fetch';
import { connection } from '../connection.svelte';
import { language } from '../i18n.svelte';
import { isAbort, Problem, type ProblemBody } from './problem';
import type { paths } from './types';

let onSignedOut: () => void = () => undefined;

/** What to do when the server no longer knows who we are. */
export function whenSignedOut(handler: () => void): void {
	onSignedOut = handler;
}

/** A fresh key for one wish. `crypto.randomUUID` exists only behind TLS and on the loopback. */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The version that somebody saw; `*`: whichever there is, to save over what others changed. */
export type Version = number | '*';

/** The tag of a version, for `If-Match`. */
export function tag(version: Version): string {
	return version === '*' ? '*' : `"v${version}"`;
}

const everyCall: Middleware = {
	onRequest({ request }) {
		request.headers.set('accept-language', language());
		if (request.method === 'POST' && !request.headers.has('idempotency-key'))
			request.headers.set('idempotency-key', newKey());
		return request;
	},
	onResponse({ response, schemaPath }) {
		if (response.status === 401 && schemaPath !== '/api/v1/session') onSignedOut();
	},
};

export const client = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });
client.use(everyCall);

interface Answer<T> {
	data?: T;
	error?: unknown;
	response: Response;
}

/** What was asked for, or the problem thrown. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
	let answer: Answer<T>;
	try {
		answer = await asked;
	} catch (error) {
		if (isAbort(error)) throw error;
		connection.lost();
		throw new Problem(0);
	}
	connection.answered();
	const { data, error, response } = answer;
	if (response.ok) return data as T;
	const retry = Number(response.headers.get('retry-after'));
	const body = typeof error === 'object' && error !== null ? (error as ProblemBody) : {};
	throw new Problem(response.status, body, retry > 0 ? retry : undefined);
}
