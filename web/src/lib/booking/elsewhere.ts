/** Dates of a series that do not fit where the rest goes, and get another room within the series. */
import { api, type Booking, type EditPreviewDate } from '../api';
import { minutesOf, wallOf } from '../time/wall';
import type { ChosenRoom } from './edit';

/** Per date, by its id: the room that it is to have; nothing = it stays as it is. */
export type Elsewhere = Record<string, ChosenRoom | undefined>;

/**
 * Gives the chosen dates of a changed series their other rooms, at the time that the series has got. Someone may be
 * faster: how many stayed as they were.
 */
export async function moveElsewhere(
	booking: Booking,
	conflicts: EditPreviewDate[],
	elsewhere: Elsewhere,
	edit: typeof api.edit = api.edit,
): Promise<number> {
	let stayed = 0;
	for (const { id, to } of conflicts) {
		const room = id && elsewhere[id];
		const occurrence = booking.occurrences.find((each) => each.id === id);
		if (!room || !occurrence || !to) continue;
		try {
			await edit(
				{ scope: 'this', occurrence },
				{
					bookables: [{ id: room.id, layout_id: room.layoutId || null }],
					start: wallOf(to.starts_at),
					duration_minutes: minutesOf(to.starts_at, to.ends_at),
				},
			);
		} catch {
			stayed += 1;
		}
	}
	return stayed;
}
