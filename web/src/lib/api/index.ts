/** Every call that the pages make, one function each. */
import { call, type Call } from './http';
import type {
	Approval,
	Availability,
	Booking,
	BookingInput,
	BookingSummary,
	EditInput,
	EditPreview,
	Feature,
	Occurrence,
	Page,
	Policy,
	Preview,
	Room,
	Session,
	Site,
	Timeline,
} from './types';

export * from './types';
export { asProblem, isAbort, Problem } from './problem';
export { newKey, whenSignedOut } from './http';

type Signal = AbortSignal | undefined;

export interface AvailabilityQuery {
	from: string;
	to: string;
	time_zone: string;
	attendees?: number;
	feature?: string[];
	site?: string;
	q?: string;
	recurrence?: string;
	cursor?: string;
	limit?: number;
}

export const api = {
	session: () => call<Session>('GET', '/session'),
	signIn: (login: string, password: string) =>
		call<Session>('POST', '/session', { body: { login, password } }),
	signOut: () => call<undefined>('DELETE', '/session'),
	keepLanguage: (code: string) => call<Session>('PATCH', '/session', { body: { language: code } }),

	sites: () => call<Page<Site>>('GET', '/sites', { query: { limit: 200 } }),
	features: () =>
		call<Page<Feature> | Feature[]>('GET', '/features').then((a) => (Array.isArray(a) ? a : a.items)),

	rooms: (query: { site?: string; q?: string; cursor?: string }, signal: Signal) =>
		call<Page<Room>>('GET', '/rooms', { query: { limit: 60, ...query }, signal }),
	room: (id: string, signal: Signal) => call<Room>('GET', `/rooms/${id}`, { signal }),
	policy: (id: string, signal: Signal) => call<Policy>('GET', `/rooms/${id}/policy`, { signal }),

	availability: (query: AvailabilityQuery, signal: Signal) =>
		call<Availability>('GET', '/availability', { query: { kind: 'room', ...query }, signal }),
	timeline: (
		query: { from: string; to: string; time_zone: string; site?: string; bookable?: string },
		signal: Signal,
	) => call<Timeline>('GET', '/timeline', { query, signal }),

	previewBooking: (body: BookingInput, signal: Signal) =>
		call<Preview>('POST', '/bookings/preview', { body, signal }),
	book: (body: BookingInput, key: string) => call<Booking>('POST', '/bookings', { body, key }),
	bookings: (query: { scope: 'mine'; from?: string; to?: string; cursor?: string }, signal: Signal) =>
		call<Page<BookingSummary>>('GET', '/bookings', { query, signal }),
	booking: (id: string, signal: Signal) => call<Booking>('GET', `/bookings/${id}`, { signal }),

	occurrences: (query: { scope: 'mine'; from?: string; to?: string; limit?: number }, signal: Signal) =>
		call<Page<Occurrence>>('GET', '/occurrences', { query, signal }),
	checkIn: (o: Occurrence) => act(o, 'check-in'),
	extend: (o: Occurrence, minutes: number) => act(o, 'extend', { minutes }),
	end: (o: Occurrence) => act(o, 'end'),
	cancelOccurrence: (o: Occurrence, scope: 'this' | 'following', reason: string) =>
		act(o, 'cancel', { scope, reason: reason || undefined }),
	cancelBooking: (booking: Booking, reason: string) =>
		call<Booking>('POST', `/bookings/${booking.id}/cancel`, {
			body: { reason: reason || undefined },
			version: booking.version,
		}),

	previewEdit: (target: EditTarget, body: EditInput, signal: Signal) =>
		call<EditPreview>('PATCH', `${editPath(target)}/preview`, editCall(target, body, signal)),
	edit: (target: EditTarget, body: EditInput) =>
		call<Booking | Occurrence>('PATCH', editPath(target), editCall(target, body)),

	approvals: (signal: Signal) => call<Page<Approval>>('GET', '/approvals', { query: { limit: 200 }, signal }),
	decide: (ids: string[], decision: 'approve' | 'decline', reason: string) =>
		call<{ items: { id: string; problem?: { title: string; detail?: string } | null }[] }>(
			'POST',
			'/approvals/decide',
			{ body: { ids, decision, reason: reason || undefined } },
		),
};

/** What an edit is made to: the whole booking, one date, or one date and all after it. */
export type EditTarget =
	{ scope: 'all'; booking: Booking } | { scope: 'this' | 'following'; occurrence: Occurrence };

function editPath(target: EditTarget): string {
	return target.scope === 'all' ? `/bookings/${target.booking.id}` : `/occurrences/${target.occurrence.id}`;
}

function editCall(target: EditTarget, body: EditInput, signal?: Signal): Call {
	const version = target.scope === 'all' ? target.booking.version : target.occurrence.version;
	return { query: { scope: target.scope }, body, version, signal };
}

function act(occurrence: Occurrence, verb: string, body: unknown = {}): Promise<Occurrence> {
	return call<Occurrence>('POST', `/occurrences/${occurrence.id}/${verb}`, {
		body,
		version: occurrence.version,
	});
}
