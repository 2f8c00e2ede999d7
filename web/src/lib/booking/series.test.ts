import { describe, expect, it } from 'vitest';
import type { Alternative, BookingInput, PreviewDate } from '../api/types';
import { extraBookings, moveAll, openOf, roomsFor, roomsForAll, skipAll, standing } from './series';

function other(id: string, day = '2026-12-08'): Alternative {
	return {
		why: 'other_room_for_date',
		bookable_id: id,
		name: id,
		start: '2026-12-08T09:00',
		starts_at: '2026-12-08T09:00:00+01:00',
		ends_at: '2026-12-08T10:00:00+01:00',
		layout_id: 'l',
		original_start: `${day}T09:00`,
		state: 'free',
	};
}

function date(day: string, state: PreviewDate['state'], ...others: string[]): PreviewDate {
	return {
		original_start: `${day}T09:00`,
		starts_at: `${day}T09:00:00+01:00`,
		ends_at: `${day}T10:00:00+01:00`,
		state,
		findings: [],
		conflicts: [],
		alternatives: others.map((id) => other(id, day)),
	};
}

const DATES = [
	date('2026-12-01', 'confirmed'),
	date('2026-12-08', 'conflict', 'a', 'b'),
	date('2026-12-15', 'conflict', 'b'),
	date('2026-12-22', 'conflict'),
];

const BODY: BookingInput = {
	title: 'Weekly',
	bookables: [{ id: 'x' }],
	start: '2026-12-01T09:00',
	duration_minutes: 60,
	time_zone: 'Europe/Brussels',
	recurrence: 'FREQ=WEEKLY;COUNT=4',
	attendees: 4,
	visibility: 'normal',
	on_conflict: 'skip',
	preview_hash: 'h',
};

describe('dates that do not fit', () => {
	it('are open until something is chosen for each', () => {
		expect(openOf(DATES, {}).map((each) => each.original_start)).toEqual([
			'2026-12-08T09:00',
			'2026-12-15T09:00',
			'2026-12-22T09:00',
		]);
		expect(openOf(DATES, skipAll(DATES, {}))).toEqual([]);
	});

	it('go to as few other rooms as possible; one without a room stays open', () => {
		const choices = moveAll(DATES, {});
		const room = (key: string) => (choices[key] as Alternative).bookable_id;
		expect(room('2026-12-08T09:00')).toBe('b');
		expect(room('2026-12-15T09:00')).toBe('b');
		expect(openOf(DATES, choices).map((each) => each.original_start)).toEqual(['2026-12-22T09:00']);
	});

	it('are open again when the chosen other room is no longer offered', () => {
		const choices = { ...skipAll(DATES, {}), '2026-12-08T09:00': other('gone') };
		expect(openOf(DATES, standing(DATES, choices)).map((each) => each.original_start)).toEqual([
			'2026-12-08T09:00',
		]);
		const still = { ...choices, '2026-12-08T09:00': other('b') };
		expect(openOf(DATES, standing(DATES, still))).toEqual([]);
	});

	it('leave rooms for the whole series out of the choice for one date', () => {
		const whole: Alternative = { ...other('w'), why: 'same_time_other_room', original_start: null };
		const dates = [{ ...date('2026-12-08', 'conflict', 'a'), alternatives: [whole, other('a')] }];
		expect(dates.flatMap(roomsFor).map((each) => each.bookable_id)).toEqual(['a']);
		expect(roomsForAll(dates)).toEqual([whole]);
	});

	it('become single bookings in the other room', () => {
		const choices = { ...skipAll(DATES, {}), '2026-12-08T09:00': other('a') };
		const extra = extraBookings(BODY, DATES, choices);
		expect(extra).toHaveLength(1);
		expect(extra[0]).toMatchObject({
			title: 'Weekly',
			bookables: [{ id: 'a', layout_id: 'l' }],
			start: '2026-12-08T09:00',
			recurrence: null,
			on_conflict: 'fail',
			preview_hash: null,
		});
	});
});
