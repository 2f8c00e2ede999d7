import { m } from '../paraglide/messages';
import type { Alternative, Conflict, Finding } from './types';

/** One field that was refused, and why, in words. */
export interface RefusedField {
	/** Its path in what was sent: `names`, `tasks[2].demands`. */
	field: string;
	code: string;
	text?: string;
}

/** What the server says when it says no (RFC 9457), with the data that explains it. */
export interface ProblemBody {
	type?: string;
	title?: string;
	status?: number;
	detail?: string | null;
	code?: string;
	request_id?: string | null;
	findings?: Finding[];
	conflicts?: Conflict[];
	alternatives?: Alternative[];
	fields?: RefusedField[];
	/** Why it is refused, where the area tells it in remarks of its own. */
	why?: unknown[];
	/** What would make it possible. */
	ways?: unknown[];
}

/** An answer that is not the wanted one, or none at all. */
export class Problem extends Error {
	readonly status: number;
	readonly code: string;
	readonly title: string;
	readonly detail: string;
	readonly requestId: string;
	readonly findings: Finding[];
	readonly conflicts: Conflict[];
	readonly alternatives: Alternative[];
	readonly fields: RefusedField[];
	readonly why: unknown[];
	readonly ways: unknown[];
	readonly retryAfterSeconds: number | undefined;

	constructor(status: number, body: ProblemBody = {}, retryAfter?: number) {
		super(body.title ?? `HTTP ${status}`);
		this.name = 'Problem';
		this.status = status;
		this.code = body.code ?? (status === 0 ? 'unreachable' : `http_${status}`);
		this.title = body.title ?? '';
		this.detail = body.detail ?? '';
		this.requestId = body.request_id ?? '';
		this.findings = body.findings ?? [];
		this.conflicts = body.conflicts ?? [];
		this.alternatives = body.alternatives ?? [];
		this.fields = body.fields ?? [];
		this.why = body.why ?? [];
		this.ways = body.ways ?? [];
		this.retryAfterSeconds = retryAfter;
	}

	/** One line for people. The server's own words where it has some. */
	get headline(): string {
		if (this.status === 0) return m.problem_unreachable();
		if (this.status === 412) return m.problem_changed_meanwhile();
		return this.title || m.problem_unknown();
	}
}

export function asProblem(error: unknown): Problem {
	return error instanceof Problem ? error : new Problem(0);
}

export function isAbort(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'AbortError';
}
