/** Every call about plans of work that comes again, one function each. */
import { client, tag, take, type Version } from '../api/http';
import { whole } from '../api/whole';
import type { Checklist, CountedFrom, NewPlan, Plan, PlanChange, PlanQuery, WholePlan } from './types';

type Signal = AbortSignal | undefined;
interface Versioned {
	id: string;
	version: Version;
}

const of = (id: string) => ({ path: { id } });
const at = ({ id, version }: Versioned) => ({ path: { id }, header: { 'if-match': tag(version) } });

export const plans = {
	list: (query: PlanQuery, signal: Signal) =>
		take(client.GET('/api/v1/maintenance-plans', { params: { query }, signal })),
	all: (query: PlanQuery, signal: Signal): Promise<Plan[]> =>
		whole((cursor) => plans.list({ ...query, cursor, limit: 200 }, signal)),
	one: (id: string, signal?: Signal): Promise<WholePlan> =>
		take(client.GET('/api/v1/maintenance-plans/{id}', { params: of(id), signal })),
	/** The next dates of a rule that no plan has yet. */
	dates: (
		query: { rule: string; start: string; time_zone: string; counted_from: CountedFrom },
		signal: Signal,
	) => take(client.GET('/api/v1/maintenance-plans/dates', { params: { query }, signal })),
	add: (body: NewPlan, key: string): Promise<WholePlan> =>
		take(client.POST('/api/v1/maintenance-plans', { body, headers: { 'idempotency-key': key } })),
	change: (present: Versioned, body: PlanChange): Promise<WholePlan> =>
		take(client.PATCH('/api/v1/maintenance-plans/{id}', { params: at(present), body })),
	pause: (present: Versioned): Promise<WholePlan> =>
		take(client.POST('/api/v1/maintenance-plans/{id}/pause', { params: at(present) })),
	resume: (present: Versioned): Promise<WholePlan> =>
		take(client.POST('/api/v1/maintenance-plans/{id}/resume', { params: at(present) })),
	retire: (present: Versioned): Promise<WholePlan> =>
		take(client.POST('/api/v1/maintenance-plans/{id}/retire', { params: at(present) })),
	checklists: async (signal?: Signal): Promise<Checklist[]> =>
		(await take(client.GET('/api/v1/checklists', { signal }))).items,
};
