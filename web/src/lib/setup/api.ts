/** The calls about teams and what they promise. */
import { client, tag, take, type Version } from '../api/http';
import type { LevelSet, NewTeam, TeamChange } from './types';

type Signal = AbortSignal | undefined;
const of = (id: string) => ({ path: { id } });

export const teams = {
	list: (query: { retired?: boolean }, signal: Signal) =>
		take(client.GET('/api/v1/teams', { params: { query }, signal })),
	add: (body: NewTeam, key: string) =>
		take(client.POST('/api/v1/teams', { body, headers: { 'idempotency-key': key } })),
	change: ({ id, version }: { id: string; version: Version }, body: TeamChange) =>
		take(
			client.PATCH('/api/v1/teams/{id}', {
				params: { ...of(id), header: { 'if-match': tag(version) } },
				body,
			}),
		),
	setMembers: (id: string, members: string[]) =>
		take(client.PUT('/api/v1/teams/{id}/members', { params: of(id), body: { members } })),
};

export const levels = {
	/** Of a team; without one, what holds for all. */
	of: (team: string | undefined, signal: Signal) =>
		take(client.GET('/api/v1/service-levels', { params: { query: { team } }, signal })),
	set: (team: string | undefined, set: LevelSet[]) =>
		take(client.PUT('/api/v1/service-levels', { body: { team_id: team, levels: set } })),
};
