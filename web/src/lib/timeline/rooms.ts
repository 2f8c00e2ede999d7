/** Rooms and their bookings on the timeline. */
import { api, asProblem, isAbort, type Alternative, type Finding } from '../api';
import { client, tag, take } from '../api/http';
import { barLabel, whyAlternative } from '../booking/labels';
import { m } from '../paraglide/messages';
import { me } from '../session.svelte';
import { clockRange, shortDay } from '../time/format';
import { dayOf, minutesBetween, timeOf, wallAt, wallOf } from '../time/wall';
import { barOf, openOf } from './answer';
import type { Answer, Bar, Place, Remark, Source, Way } from './types';

const MINUTE = 60_000;
const FEATURE = 'feature';

const REMARKS: Record<Finding['severity'], Omit<Remark, 'text'>> = {
	refusal: { icon: 'close', tone: 'bad' },
	needs_approval: { icon: 'wait', tone: 'wait' },
	notice: { icon: 'clock', tone: 'plain' },
};

/** Only what changes, so that a move in time says nothing about rooms. */
async function changesOf(bar: Bar, to: Place, zone: string, signal?: AbortSignal) {
	const changes: { start?: string; duration_minutes?: number; bookables?: { id: string }[] } = {};
	if (to.start !== bar.start) changes.start = wallAt(new Date(to.start), zone);
	if (to.end - to.start !== bar.end - bar.start)
		changes.duration_minutes = Math.round((to.end - to.start) / MINUTE);
	if (to.row !== bar.row) {
		// The other rooms of the date stay, each as it is set up.
		const path = { id: bar.id ?? '' };
		const date = await take(
			client.GET('/api/v1/occurrences/{id}', { params: { path }, signal: signal ?? null }),
		);
		const stay = date.claims.filter((claim) => claim.bookable_id !== bar.row && date.claims.length > 1);
		changes.bookables = [
			...stay.map((claim) => ({ id: claim.bookable_id, layout_id: claim.layout_id ?? null })),
			{ id: to.row },
		];
	}
	return changes;
}

function wayOf(way: Alternative): Way {
	const [from, until] = [wallOf(way.starts_at), wallOf(way.ends_at)];
	return {
		text: `${whyAlternative(way.why)}: ${way.name}, ${shortDay(from)} ${clockRange(from, until)}`,
		place: { row: way.bookable_id, start: Date.parse(way.starts_at), end: Date.parse(way.ends_at) },
	};
}

async function ask(bar: Bar, to: Place, zone: string, signal: AbortSignal): Promise<Answer> {
	const body = await changesOf(bar, to, zone, signal);
	const params = { path: { id: bar.id ?? '' }, query: { scope: 'this' as const } };
	const plan = await take(client.PATCH('/api/v1/occurrences/{id}/preview', { params, body, signal }));
	const date = plan.occurrences.find((each) => each.id === bar.id) ?? plan.occurrences[0];
	const inTheWay = (date?.conflicts ?? []).map((conflict) => ({
		...REMARKS.refusal,
		text: `${shortDay(wallOf(conflict.from))} ${clockRange(wallOf(conflict.from), wallOf(conflict.to))}: ${conflict.label}`,
	}));
	const findings = (date?.findings ?? []).map(({ severity, text }) => ({ ...REMARKS[severity], text }));
	return {
		fits: plan.conflicts === 0,
		remarks: [...findings, ...inTheWay],
		ways: (date?.alternatives ?? []).map(wayOf),
		plan: plan.preview_hash,
	};
}

async function move(bar: Bar, to: Place, zone: string, plan: string | undefined) {
	const body = { ...(await changesOf(bar, to, zone)), preview_hash: plan };
	const params = {
		path: { id: bar.id ?? '' },
		query: { scope: 'this' as const },
		header: { 'If-Match': tag(bar.version ?? '*') },
	};
	const booking = await take(client.PATCH('/api/v1/occurrences/{id}', { params, body }));
	return booking.occurrences.find((date) => date.id === bar.id)?.version;
}

/** The rooms that have it; nothing where no feature is asked for. */
async function having(feature: string | undefined, site: string, signal: AbortSignal) {
	if (!feature) return undefined;
	const found = new Set<string>();
	let cursor: string | undefined;
	do {
		const query = { feature: [feature], site: site || undefined, limit: 200, cursor };
		const page = await api.rooms(query, signal);
		for (const room of page.items) found.add(room.id);
		cursor = page.next_cursor ?? undefined;
	} while (cursor);
	return found;
}

export const rooms: Source = {
	get row() {
		return m.room();
	},
	get title() {
		return m.nav_timeline();
	},
	get searchLabel() {
		return m.tl_search_rooms();
	},
	get capacityLabel() {
		return m.tl_people_least();
	},
	address: '/timeline',
	markKeys: [FEATURE],
	mayAdd: () => me.may('book'),
	async load({ from, to, zone, site }, marks, signal) {
		const query = { from, to, time_zone: zone, site: site || undefined };
		const [line, wanted] = await Promise.all([
			api.timeline(query, signal),
			having(marks[FEATURE], site, signal),
		]);
		return {
			rows: line.rows.map((row) => ({
				id: row.bookable_id,
				name: row.name,
				detail: row.capacity > 0 ? m.tl_seats({ count: row.capacity }) : '',
				words: `${row.name} ${row.code}`,
				href: `/rooms/${row.bookable_id}`,
				capacity: row.capacity,
				open: openOf(line.hours[row.hours]),
				marks: { [FEATURE]: wanted?.has(row.bookable_id) ? [marks[FEATURE] ?? ''] : [] },
			})),
			bars: line.bars.map((bar) => ({
				...barOf(bar),
				title: barLabel(bar),
				href: bar.booking_id ? `/bookings/${bar.booking_id}` : undefined,
			})),
		};
	},
	async filters() {
		const { items } = await api.features();
		return [
			{
				key: FEATURE,
				label: m.tl_feature(),
				choices: items.map(({ code, name }) => ({ value: code, text: name })),
			},
		];
	},
	addAt({ row, start, end }, zone, site) {
		const [from, until] = [wallAt(new Date(start), zone), wallAt(new Date(end), zone)];
		const minutes = String(minutesBetween(from, until));
		const query = { date: dayOf(from), start: timeOf(from), minutes, people: '1', site, room: row };
		return `/book?${new URLSearchParams(query)}`;
	},
	async ask(bar, to, zone, signal) {
		try {
			return await ask(bar, to, zone, signal);
		} catch (error) {
			if (isAbort(error)) throw error;
			const problem = asProblem(error);
			// What is wrong with the wish itself is an answer; that nobody answered is none.
			if (![409, 422].includes(problem.status)) throw problem;
			const text = problem.detail || problem.headline;
			const findings = problem.findings.map((each) => ({ ...REMARKS[each.severity], text: each.text }));
			const remarks = findings.length > 0 ? findings : [{ ...REMARKS.refusal, text }];
			return { fits: false, remarks, ways: problem.alternatives.map(wayOf) };
		}
	},
	move,
	cancel: (bar, reason) =>
		take(
			client.POST('/api/v1/occurrences/{id}/cancel', {
				params: { path: { id: bar.id ?? '' }, header: { 'If-Match': tag(bar.version ?? '*') } },
				body: { scope: 'this', reason: reason || undefined },
			}),
		),
};
