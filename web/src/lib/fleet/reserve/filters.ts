/** Which reservations are shown. It lives in the address bar, so that a view can be mailed. */
import { instantOf, isDay, plusDays } from '../../time/wall';
import type { ReservationQuery, ReservationState } from './types';

export type Show = 'upcoming' | 'past' | 'cancelled';
export const SHOWS: Show[] = ['upcoming', 'past', 'cancelled'];
/** Those that did not take place, or will not. */
const GONE: ReservationState[] = ['cancelled', 'withdrawn', 'declined', 'expired', 'released', 'displaced'];
const LIVE: ReservationState[] = ['held', 'requested', 'confirmed', 'in_use'];
const TOOK_PLACE: ReservationState[] = ['held', 'requested', 'confirmed', 'in_use', 'finished'];

export interface ReservationFilters {
	show: Show;
	/** Everybody's, for the desk. */
	all: boolean;
	site: string;
	vehicle: string;
	host: string;
	/** Only those of a day. */
	day: string;
}
export const NO_FILTERS: Omit<ReservationFilters, 'show' | 'all'> = {
	site: '',
	vehicle: '',
	host: '',
	day: '',
};

export function readFilters(params: URLSearchParams): ReservationFilters {
	const day = params.get('day');
	return {
		show: SHOWS.find((each) => each === params.get('show')) ?? 'upcoming',
		all: params.get('whose') === 'all',
		site: params.get('site') ?? '',
		vehicle: params.get('vehicle') ?? '',
		host: params.get('host') ?? '',
		day: isDay(day) ? day : '',
	};
}

export function addressOf({ show, all, ...rest }: ReservationFilters): string {
	const params = new URLSearchParams();
	if (show !== 'upcoming') params.set('show', show);
	if (all) params.set('whose', 'all');
	for (const [name, value] of Object.entries(rest)) if (value) params.set(name, value);
	return params.size > 0 ? `/reservations?${params}` : '/reservations';
}

export function countFilters({ site, vehicle, host, day }: ReservationFilters): number {
	return [site, vehicle, host, day].filter(Boolean).length;
}

/** What is to come ends after now; what is past began before it. A day is that of the house, whatever the list. */
export function queryOf(filters: ReservationFilters, now: Date, zone: string): ReservationQuery {
	const { show, all, site, vehicle, host, day } = filters;
	const at = now.toISOString();
	const from = day ? instantOf(`${day}T00:00`, zone).toISOString() : undefined;
	const to = day ? instantOf(`${plusDays(day, 1)}T00:00`, zone).toISOString() : undefined;
	const later = (a: string | undefined, b: string) => (a && a > b ? a : b);
	const earlier = (a: string | undefined, b: string) => (a && a < b ? a : b);
	const span =
		show === 'upcoming'
			? { from: later(from, at), to }
			: show === 'past'
				? { from, to: earlier(to, at) }
				: { from, to };
	return {
		...span,
		scope: all ? 'all' : 'mine',
		state: show === 'upcoming' ? LIVE : show === 'past' ? TOOK_PLACE : GONE,
		order: show === 'upcoming' ? 'earliest' : 'latest',
		site: site || undefined,
		vehicle: vehicle || undefined,
		host: host || undefined,
	};
}
