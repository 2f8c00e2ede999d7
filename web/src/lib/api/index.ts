/** Every call that the pages make, one function each. */
import { client, tag, take } from './http';
import type {
	Availability,
	AvailabilityItem,
	Booking,
	BookingInput,
	EditInput,
	Occurrence,
	Session,
	paths,
} from './types';

export type * from './types';
export { asProblem, isAbort, Problem } from './problem';
export { newKey, whenSignedOut } from './http';

type Signal = AbortSignal | undefined;

/** How long opening the app waits for an answer. */
const SOON_MS = 8_000;

type Query<Path extends keyof paths> = paths[Path] extends {
	get: { parameters: { query?: infer Wanted } };
}
	? NonNullable<Wanted>
	: never;

export type AvailabilityQuery = Query<'/api/v1/availability'>;
type ListQuery = Query<'/api/v1/bookings'>;

/** An answer of the search in which every offer has its room. */
export type Offers = Omit<Availability, 'items'> & { items: AvailabilityItem[] };

/** What an edit is made to: the whole booking, one date, or one date and all after it. */
export type EditTarget =
	{ scope: 'all'; booking: Booking } | { scope: 'this' | 'following'; occurrence: Occurrence };

function ofDate(occurrence: Occurrence) {
	return { path: { id: occurrence.id }, header: { 'If-Match': tag(occurrence.version) } };
}

function ofBooking(booking: Booking) {
	return { path: { id: booking.id }, header: { 'If-Match': tag(booking.version) } };
}

export const api = {
	/** Gives up early: the app opens from what is kept when this takes long. */
	session: () => take(client.GET('/api/v1/session', { signal: AbortSignal.timeout(SOON_MS) })),
	signIn: (login: string, password: string) =>
		take(client.POST('/api/v1/session', { body: { login, password } })),
	signOut: () => take(client.DELETE('/api/v1/session')),
	keepLanguage: (language: Session['person']['language']) =>
		take(client.PATCH('/api/v1/session', { body: { language } })),

	sites: () => take(client.GET('/api/v1/sites', { params: { query: { limit: 200 } } })),
	features: () => take(client.GET('/api/v1/features')),

	rooms: (query: Query<'/api/v1/rooms'>, signal: Signal) =>
		take(client.GET('/api/v1/rooms', { params: { query: { limit: 60, ...query } }, signal })),
	room: (id: string, signal: Signal) =>
		take(client.GET('/api/v1/rooms/{id}', { params: { path: { id } }, signal })),
	policy: (id: string, signal: Signal) =>
		take(client.GET('/api/v1/rooms/{id}/policy', { params: { path: { id } }, signal })),

	availability: async (query: AvailabilityQuery, signal: Signal): Promise<Offers> => {
		const found = await take(client.GET('/api/v1/availability', { params: { query }, signal }));
		return { ...found, items: found.items.filter((item): item is AvailabilityItem => !!item.room) };
	},
	timeline: (query: Query<'/api/v1/timeline'>, signal: Signal) =>
		take(client.GET('/api/v1/timeline', { params: { query }, signal })),

	previewBooking: (body: BookingInput, signal: Signal) =>
		take(client.POST('/api/v1/bookings/preview', { body, signal })),
	book: (body: BookingInput, key: string) =>
		take(client.POST('/api/v1/bookings', { body, headers: { 'idempotency-key': key } })),
	bookings: (query: ListQuery, signal: Signal) =>
		take(client.GET('/api/v1/bookings', { params: { query }, signal })),
	booking: (id: string, signal: Signal) =>
		take(client.GET('/api/v1/bookings/{id}', { params: { path: { id } }, signal })),
	occurrences: (query: Query<'/api/v1/occurrences'>, signal: Signal) =>
		take(client.GET('/api/v1/occurrences', { params: { query }, signal })),

	checkIn: (date: Occurrence) =>
		take(client.POST('/api/v1/occurrences/{id}/check-in', { params: ofDate(date) })),
	extend: (date: Occurrence, minutes: number) =>
		take(client.POST('/api/v1/occurrences/{id}/extend', { params: ofDate(date), body: { minutes } })),
	end: (date: Occurrence) => take(client.POST('/api/v1/occurrences/{id}/end', { params: ofDate(date) })),
	cancelOccurrence: (date: Occurrence, scope: 'this' | 'following', reason: string) =>
		take(
			client.POST('/api/v1/occurrences/{id}/cancel', {
				params: ofDate(date),
				body: { scope, reason: reason || undefined },
			}),
		),
	cancelBooking: (booking: Booking, reason: string) =>
		take(
			client.POST('/api/v1/bookings/{id}/cancel', {
				params: ofBooking(booking),
				body: { reason: reason || undefined },
			}),
		),

	previewEdit: (target: EditTarget, body: EditInput, signal: Signal) =>
		target.scope === 'all'
			? take(
					client.PATCH('/api/v1/bookings/{id}/preview', {
						params: { path: { id: target.booking.id } },
						body,
						signal,
					}),
				)
			: take(
					client.PATCH('/api/v1/occurrences/{id}/preview', {
						params: { path: { id: target.occurrence.id }, query: { scope: target.scope } },
						body,
						signal,
					}),
				),
	/** The booking that the changed dates then belong to. */
	edit: (target: EditTarget, body: EditInput) =>
		target.scope === 'all'
			? take(client.PATCH('/api/v1/bookings/{id}', { params: ofBooking(target.booking), body }))
			: take(
					client.PATCH('/api/v1/occurrences/{id}', {
						params: { ...ofDate(target.occurrence), query: { scope: target.scope } },
						body,
					}),
				),

	approvals: (signal: Signal, cursor?: string) =>
		take(client.GET('/api/v1/approvals', { params: { query: { limit: 200, cursor } }, signal })),
	decide: (ids: string[], decision: 'approve' | 'decline', reason: string) =>
		take(client.POST('/api/v1/approvals/decide', { body: { ids, decision, reason: reason || undefined } })),
};
