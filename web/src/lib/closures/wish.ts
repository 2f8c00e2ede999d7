/** What somebody wants to close, as the form holds it, and what the server is asked. */
import { usualNames } from './labels';
import { join, minutesBetween, type Day } from '../time/wall';
import type { TicketPlace } from '../tickets/types';
import type { ClosureKind, NewClosure } from './types';

type Lang = 'nl' | 'fr' | 'de' | 'en';

export interface Wish {
	by: 'rooms' | 'place';
	rooms: string[];
	place: TicketPlace | undefined;
	kind: ClosureKind;
	fromDay: Day;
	fromTime: string;
	toDay: Day;
	toTime: string;
	/** What the calendar shows where it is not the usual word. */
	names: Partial<Record<Lang, string>>;
	reason: string;
	onHit: 'keep' | 'cancel';
}

export function hasScope(wish: Wish): boolean {
	return wish.by === 'rooms' ? wish.rooms.length > 0 : wish.place !== undefined;
}

export function endsAfterStart(wish: Wish): boolean {
	return minutesBetween(join(wish.fromDay, wish.fromTime), join(wish.toDay, wish.toTime)) > 0;
}

/** Whether enough is known to ask what would be hit. */
export function canAsk(wish: Wish): boolean {
	return (
		hasScope(wish) && !!(wish.fromDay && wish.fromTime && wish.toDay && wish.toTime) && endsAfterStart(wish)
	);
}

/**
 * The names that are sent: what was written; the usual words in all languages where nothing was. A text of one's own is
 * not mixed with the usual words of other languages, which would say something else.
 */
export function namesOf(wish: Pick<Wish, 'kind' | 'names'>): NewClosure['names'] {
	const written = Object.entries(wish.names)
		.map(([code, text]) => [code, text.trim()] as const)
		.filter(([, text]) => text);
	return written.length > 0 ? Object.fromEntries(written) : usualNames(wish.kind);
}

export function bodyOf(wish: Wish, time_zone: string, on_conflict: NewClosure['on_conflict']): NewClosure {
	return {
		kind: wish.kind,
		scope: wish.by === 'rooms' ? { room_ids: wish.rooms } : { place_id: wish.place?.id ?? '' },
		start: join(wish.fromDay, wish.fromTime),
		end: join(wish.toDay, wish.toTime),
		time_zone,
		reason: wish.reason.trim(),
		names: namesOf(wish),
		on_conflict,
	};
}
