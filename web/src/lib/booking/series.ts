/** What to do about the dates of a series that do not fit: leave them out, or take another room for them. */
import type { Alternative, BookingInput, PreviewDate } from '../api';

/** Per original start: nothing chosen yet, leave the date out, or that alternative. */
export type Choices = Record<string, 'skip' | Alternative | undefined>;

export function conflictsOf(dates: PreviewDate[]): PreviewDate[] {
	return dates.filter((date) => date.state === 'conflict' || date.state === 'skipped');
}

export function openOf(dates: PreviewDate[], choices: Choices): PreviewDate[] {
	return conflictsOf(dates).filter((date) => !choices[date.original_start]);
}

/** The other rooms for one date; what is offered for the whole series is not meant for it. */
export function roomsFor(date: PreviewDate): Alternative[] {
	return date.alternatives.filter((each) => each.original_start === date.original_start);
}

/** The other rooms that could take the whole series. */
export function roomsForAll(dates: PreviewDate[]): Alternative[] {
	return dates.flatMap((date) => date.alternatives).filter((each) => each.why === 'same_time_other_room');
}

/** The choices that still stand: another room counts only as long as it is offered for that date. */
export function standing(dates: PreviewDate[], choices: Choices): Choices {
	return Object.fromEntries(
		conflictsOf(dates).map((date) => {
			const choice = choices[date.original_start];
			if (!choice || choice === 'skip') return [date.original_start, choice];
			const offered = roomsFor(date).find((each) => each.bookable_id === choice.bookable_id);
			return [date.original_start, offered];
		}),
	);
}

/** Every conflict is left out. */
export function skipAll(dates: PreviewDate[], choices: Choices): Choices {
	return {
		...choices,
		...Object.fromEntries(conflictsOf(dates).map((date) => [date.original_start, 'skip' as const])),
	};
}

/** Every conflict gets its best other room; what has none stays open. The room used most wins, so that few are needed. */
export function moveAll(dates: PreviewDate[], choices: Choices): Choices {
	const uses = new Map<string, number>();
	const conflicts = conflictsOf(dates);
	for (const date of conflicts)
		for (const other of roomsFor(date)) uses.set(other.bookable_id, (uses.get(other.bookable_id) ?? 0) + 1);
	const next = { ...choices };
	for (const date of conflicts) {
		const best = roomsFor(date).sort(
			(a, b) => (uses.get(b.bookable_id) ?? 0) - (uses.get(a.bookable_id) ?? 0),
		)[0];
		if (best) next[date.original_start] = best;
	}
	return next;
}

/** The single bookings in other rooms that the choices ask for, beside the series itself. */
export function extraBookings(body: BookingInput, dates: PreviewDate[], choices: Choices): BookingInput[] {
	return conflictsOf(dates).flatMap((date) => {
		const choice = choices[date.original_start];
		if (!choice || choice === 'skip') return [];
		return [
			{
				...body,
				bookables: [{ id: choice.bookable_id, layout_id: choice.layout_id ?? null }],
				start: choice.start,
				recurrence: null,
				on_conflict: 'fail' as const,
				setup_minutes: null,
				cleanup_minutes: null,
				preview_hash: null,
			},
		];
	});
}
