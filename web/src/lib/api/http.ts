import { language } from '../i18n.svelte';
import { Problem, type ProblemBody } from './problem';

type Query = Record<string, string | number | boolean | string[] | null | undefined>;

export interface Call {
	query?: Query;
	body?: unknown;
	signal?: AbortSignal;
	/** The version that the change is made to. */
	version?: number;
	/** The same key for a repeat of the same wish. */
	key?: string;
}

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

function address(path: string, query: Query | undefined): string {
	const params = new URLSearchParams();
	for (const [name, value] of Object.entries(query ?? {})) {
		if (Array.isArray(value)) for (const each of value) params.append(name, each);
		else if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
	}
	const text = params.toString();
	return `/api/v1${path}${text ? `?${text}` : ''}`;
}

export async function call<T>(method: string, path: string, options: Call = {}): Promise<T> {
	const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language() };
	if (options.body !== undefined) headers['content-type'] = 'application/json';
	if (method === 'POST') headers['idempotency-key'] = options.key ?? newKey();
	if (options.version !== undefined) headers['if-match'] = `"v${options.version}"`;
	let response: Response;
	try {
		response = await fetch(address(path, options.query), {
			method,
			headers,
			body: options.body === undefined ? undefined : JSON.stringify(options.body),
			signal: options.signal,
			credentials: 'same-origin',
		});
	} catch (error) {
		if (options.signal?.aborted) throw error;
		throw new Problem(0);
	}
	if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
	const body = (await response.json().catch(() => ({}))) as ProblemBody;
	if (response.status === 401 && path !== '/session') onSignedOut();
	const retry = Number(response.headers.get('retry-after'));
	throw new Problem(response.status, body, retry > 0 ? retry : undefined);
}
