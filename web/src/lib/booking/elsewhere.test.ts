import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import type { EditTarget } from '../api';
import type { Booking, EditInput, EditPreviewDate, Occurrence } from '../api/types';
import { moveElsewhere } from './elsewhere';

function conflict(id: string | null): EditPreviewDate {
	return {
		id,
		original_start: '2026-12-08T09:00',
		change: 'conflict',
		to: { starts_at: '2026-12-08T10:00:00+01:00', ends_at: '2026-12-08T11:30:00+01:00' },
		findings: [],
		conflicts: [],
		alternatives: [],
	};
}

const BOOKING = {
	occurrences: [{ id: 'a', version: 2 } as Occurrence, { id: 'b', version: 5 } as Occurrence],
} as Booking;
const ROOM = { id: 'r', name: 'Room', layoutId: 'l' };

describe('dates that get another room within their series', () => {
	it('are changed for themselves, at the time of the series', async () => {
		const asked: [EditTarget, EditInput][] = [];
		const edit = async (target: EditTarget, body: EditInput) => {
			asked.push([target, body]);
			return BOOKING;
		};
		const conflicts = [conflict('a'), conflict('b'), conflict(null)];
		expect(await moveElsewhere(BOOKING, conflicts, { b: ROOM }, edit)).toBe(0);
		expect(asked).toEqual([
			[
				{ scope: 'this', occurrence: BOOKING.occurrences[1] },
				{ bookables: [{ id: 'r', layout_id: 'l' }], start: '2026-12-08T10:00', duration_minutes: 90 },
			],
		]);
	});

	it('are counted when somebody was faster', async () => {
		const edit = () => Promise.reject(new Problem(409));
		expect(await moveElsewhere(BOOKING, [conflict('a')], { a: ROOM }, edit)).toBe(1);
	});
});
