/** From what the edit form holds to what is asked of the server: only what was changed, for as much as was meant. */
import type { Booking, EditInput, Layout, Occurrence, Visibility } from '../api';
import { fromRule, toRule, type Repeat } from '../recurrence';
import { dayOf, join, timeOf, type Day } from '../time/wall';

export type EditScope = 'this' | 'following' | 'all';

export interface ChosenRoom {
	id: string;
	name: string;
	layoutId: string;
}

/** As many as the server takes in one booking. */
export const MAX_ROOMS = 20;

export interface EditForm {
	title: string;
	description: string;
	date: Day;
	time: string;
	minutes: number;
	attendees: number;
	visibility: Visibility;
	rooms: ChosenRoom[];
	repeat: Repeat | undefined;
	skip: boolean;
}

/** Live dates of a booking. */
export function isLive(occurrence: Occurrence): boolean {
	return ['held', 'requested', 'confirmed', 'in_use'].includes(occurrence.state);
}

/** The date that shows what the series takes: one that has no room of its own, if there is any. */
function typical(booking: Booking): Occurrence | undefined {
	const live = booking.occurrences.filter(isLive);
	return live.find((each) => !each.overridden.includes('room')) ?? live[0] ?? booking.occurrences[0];
}

/** The usual layout where it is large enough, else the first that is; a room has no layout, or always one. */
export function layoutFor(layouts: Layout[], people: number): string {
	const fitting = layouts.filter((each) => each.capacity >= people);
	const usual = (among: Layout[]) => among.find((each) => each.is_default) ?? among[0];
	return (usual(fitting) ?? usual(layouts))?.id ?? '';
}

export function formOf(booking: Booking, occurrence: Occurrence | undefined): EditForm {
	const claims = (occurrence ?? typical(booking))?.claims ?? [];
	const start = occurrence?.start ?? booking.start;
	return {
		title: occurrence?.title ?? booking.title,
		description: booking.description ?? '',
		date: dayOf(start),
		time: timeOf(start),
		minutes: occurrence?.duration_minutes ?? booking.duration_minutes,
		attendees: occurrence?.attendees ?? booking.attendees,
		visibility: booking.visibility,
		rooms: claims.map((claim) => ({
			id: claim.bookable_id,
			name: claim.bookable_name,
			layoutId: claim.layout_id ?? '',
		})),
		repeat: booking.recurrence ? fromRule(booking.recurrence, dayOf(booking.start)) : undefined,
		skip: false,
	};
}

function wishesOf(rooms: ChosenRoom[]) {
	return rooms.map(({ id, layoutId }) => ({ id, layout_id: layoutId || null }));
}

/** The start that the changed form means: a series keeps its days, so only its time of day can be changed here. */
function startOf(
	form: EditForm,
	scope: EditScope,
	booking: Booking,
	occurrence: Occurrence | undefined,
): string {
	if (scope === 'this' || !booking.recurrence) return join(form.date, form.time);
	const day = scope === 'all' ? dayOf(booking.start) : dayOf(occurrence?.original_start ?? booking.start);
	return join(day, form.time);
}

export function changesOf(
	form: EditForm,
	scope: EditScope,
	booking: Booking,
	occurrence: Occurrence | undefined,
): EditInput {
	const before = formOf(booking, occurrence);
	const changes: EditInput = {};
	if (form.title.trim() && form.title.trim() !== before.title) changes.title = form.title.trim();
	if (form.attendees !== before.attendees) changes.attendees = form.attendees;
	if (form.minutes !== before.minutes) changes.duration_minutes = form.minutes;
	if (form.time !== before.time || form.date !== before.date)
		changes.start = startOf(form, scope, booking, occurrence);
	const wishes = wishesOf(form.rooms);
	if (JSON.stringify(wishes) !== JSON.stringify(wishesOf(before.rooms))) changes.bookables = wishes;
	if (scope !== 'this' || !booking.recurrence) {
		if (form.description.trim() !== before.description) changes.description = form.description.trim() || null;
		if (form.visibility !== before.visibility) changes.visibility = form.visibility;
	}
	if (scope !== 'this' && form.repeat && booking.recurrence) {
		const day = dayOf(booking.start);
		const rule = toRule(form.repeat, day);
		const old = before.repeat && toRule(before.repeat, day);
		if (rule && rule !== old) changes.recurrence = rule;
	}
	return changes;
}

export function isEmpty(changes: EditInput): boolean {
	return Object.keys(changes).length === 0;
}
