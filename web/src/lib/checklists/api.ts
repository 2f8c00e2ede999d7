/** The calls about checklists. */
import { client, tag, take, type Version } from '../api/http';
import type { ChecklistChange, NewChecklist, NewTask } from './types';

type Signal = AbortSignal | undefined;

export const checklists = {
	list: (query: { retired?: boolean }, signal: Signal) =>
		take(client.GET('/api/v1/checklists', { params: { query }, signal })),
	add: (body: NewChecklist, key: string) =>
		take(client.POST('/api/v1/checklists', { body, headers: { 'idempotency-key': key } })),
	change: ({ id, version }: { id: string; version: Version }, body: ChecklistChange) =>
		take(
			client.PATCH('/api/v1/checklists/{id}', {
				params: { path: { id }, header: { 'if-match': tag(version) } },
				body,
			}),
		),
	/** Puts tasks on a ticket: all of a checklist, or these. */
	addTo: (ticket: string, body: { checklist_id: string } | { tasks: NewTask[] }, key: string) =>
		take(
			client.POST('/api/v1/tickets/{id}/tasks', {
				params: { path: { id: ticket } },
				body,
				headers: { 'idempotency-key': key },
			}),
		),
};
