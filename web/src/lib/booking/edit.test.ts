import { describe, expect, it } from 'vitest';
import type { Booking, Layout, Occurrence } from '../api/types';
import { changesOf, formOf, isEmpty, layoutFor } from './edit';

const OCCURRENCE: Occurrence = {
	id: 'o3',
	booking_id: 'b',
	original_start: '2026-12-15T09:00',
	start: '2026-12-15T09:00',
	duration_minutes: 60,
	starts_at: '2026-12-15T09:00:00+01:00',
	ends_at: '2026-12-15T10:00:00+01:00',
	state: 'confirmed',
	title: 'Weekly',
	attendees: 4,
	overridden: [],
	claims: [
		{
			bookable_id: 'r1',
			bookable_name: 'Room 1',
			bookable_kind: 'room',
			layout_id: 'l1',
			setup_minutes: 0,
			cleanup_minutes: 0,
			blocked_from: '2026-12-15T09:00:00+01:00',
			blocked_to: '2026-12-15T10:00:00+01:00',
		},
	],
	approvals: [],
	may: ['edit', 'cancel'],
	version: 1,
};

const SERIES: Booking = {
	id: 'b',
	title: 'Weekly',
	host: { id: 'p', name: 'P' },
	created_by: { id: 'p', name: 'P' },
	created_at: '2026-11-01T09:00:00Z',
	precedence: 'ordinary',
	attendees: 4,
	visibility: 'normal',
	start: '2026-12-01T09:00',
	duration_minutes: 60,
	time_zone: 'Europe/Brussels',
	recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=10',
	version: 1,
	occurrences: [OCCURRENCE],
	may: ['edit', 'cancel'],
};

function edited(changes: Partial<ReturnType<typeof formOf>>, scope: 'this' | 'following' | 'all') {
	return changesOf({ ...formOf(SERIES, OCCURRENCE), ...changes }, scope, SERIES, OCCURRENCE);
}

describe('an edit', () => {
	it('of nothing asks for nothing', () => {
		for (const scope of ['this', 'following', 'all'] as const) expect(isEmpty(edited({}, scope))).toBe(true);
	});

	it('names only what changed', () => {
		expect(edited({ title: ' New ' }, 'this')).toEqual({ title: 'New' });
		const changed = [{ id: 'r1', name: 'Room 1', layoutId: 'l2' }];
		expect(edited({ rooms: changed }, 'all')).toEqual({ bookables: [{ id: 'r1', layout_id: 'l2' }] });
	});

	it('adds a room and takes one away', () => {
		const [first] = formOf(SERIES, OCCURRENCE).rooms;
		const second = { id: 'r2', name: 'Room 2', layoutId: '' };
		const two = [
			{ id: 'r1', layout_id: 'l1' },
			{ id: 'r2', layout_id: null },
		];
		for (const scope of ['this', 'following', 'all'] as const)
			expect(first && edited({ rooms: [first, second] }, scope)).toEqual({ bookables: two });
		expect(edited({ rooms: [second] }, 'this')).toEqual({ bookables: [two[1]] });
	});

	it('of the whole series starts from what the series takes, not from a date of its own', () => {
		const own = { ...OCCURRENCE, id: 'o1', overridden: ['room'], claims: [] };
		const series = { ...SERIES, occurrences: [own, OCCURRENCE] };
		expect(formOf(series, undefined).rooms.map((room) => room.id)).toEqual(['r1']);
		expect(formOf(series, own).rooms).toEqual([]);
	});

	it('takes the usual layout where it is large enough', () => {
		const layout = (id: string, capacity: number, is_default: boolean) =>
			({ id, capacity, is_default }) as Layout;
		const layouts = [layout('rows', 40, false), layout('table', 10, true)];
		expect(layoutFor(layouts, 8)).toBe('table');
		expect(layoutFor(layouts, 20)).toBe('rows');
		expect(layoutFor(layouts, 90)).toBe('table');
		expect(layoutFor([], 1)).toBe('');
	});

	it('moves one date to another day, a series only in its time', () => {
		const moved = { date: '2026-12-16', time: '10:30' };
		expect(edited(moved, 'this')).toEqual({ start: '2026-12-16T10:30' });
		expect(edited(moved, 'following')).toEqual({ start: '2026-12-15T10:30' });
		expect(edited(moved, 'all')).toEqual({ start: '2026-12-01T10:30' });
	});

	it('leaves what belongs to the series alone when it is for one date', () => {
		expect(edited({ description: 'x', visibility: 'private' }, 'this')).toEqual({});
		expect(edited({ description: 'x', visibility: 'private' }, 'all')).toEqual({
			description: 'x',
			visibility: 'private',
		});
	});

	it('changes the rule of a series', () => {
		const repeat = formOf(SERIES, undefined).repeat;
		expect(repeat && edited({ repeat: { ...repeat, count: 12 } }, 'all')).toEqual({
			recurrence: 'FREQ=WEEKLY;BYDAY=TU;COUNT=12',
		});
	});
});
