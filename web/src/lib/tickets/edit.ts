/** Changing what was reported: what is sent, and what happens when somebody else changed it meanwhile. Pure. */
import { wayOf } from './labels';
import type { Impact, Ticket, TicketChange, TicketPlace, Urgency } from './types';

/** What can be changed of a ticket, as the form holds it. */
export interface Draft {
	title: string;
	description: string;
	place: TicketPlace;
	/** Empty: none. */
	installation: { id: string; name: string };
	impact: Impact;
	urgency: Urgency;
}
export type Part = keyof Draft;

export const NO_INSTALLATION = { id: '', name: '' };

export function draftOf(ticket: Ticket): Draft {
	const { title, description, place, installation, impact, urgency } = ticket;
	return {
		title,
		description: description ?? '',
		place: { id: place.id, name: place.name, path: wayOf(ticket) },
		installation: installation ? { id: installation.id, name: installation.name } : NO_INSTALLATION,
		impact,
		urgency,
	};
}

/** What of a part is compared. */
function value(draft: Draft, part: Part): string {
	const of = draft[part];
	return typeof of === 'string' ? of.trim() : of.id;
}

export const PARTS: Part[] = ['title', 'description', 'place', 'installation', 'impact', 'urgency'];

export function changed(from: Draft, to: Draft): Part[] {
	return PARTS.filter((part) => value(from, part) !== value(to, part));
}

/** Only what is different is sent: nobody may be refused for what they did not touch. */
export function changeOf(from: Draft, to: Draft): TicketChange {
	const different = new Set(changed(from, to));
	return {
		...(different.has('title') && { title: to.title.trim() }),
		...(different.has('description') && { description: to.description.trim() || null }),
		...(different.has('place') && { place_id: to.place.id }),
		...(different.has('installation') && { installation_id: to.installation.id || null }),
		...(different.has('impact') && { impact: to.impact }),
		...(different.has('urgency') && { urgency: to.urgency }),
	};
}

/** What is typed, put on what somebody else made of it meanwhile. */
export interface Merged {
	typed: Draft;
	/** Changed by both, and not to the same: mine stays in the form. */
	both: Part[];
	/** Changed by them alone: theirs is in the form now. */
	theirs: Part[];
}

export function merge(before: Draft, typed: Draft, latest: Draft): Merged {
	const mine = new Set(changed(before, typed));
	const other = changed(before, latest);
	const theirs = other.filter((part) => !mine.has(part));
	const taken = Object.fromEntries(theirs.map((part) => [part, latest[part]]));
	return {
		typed: { ...typed, ...taken },
		both: other.filter((part) => mine.has(part) && value(typed, part) !== value(latest, part)),
		theirs,
	};
}
