/** What somebody looks for. It lives in the address bar, so that a search can be mailed and the back button works. */
import { fromRule, noRepeat, toRule, type Repeat } from '../recurrence';
import type { AvailabilityItem } from '../api';
import { isDay, isTime, join, later, plusMinutes, roundUp, timeOf, dayOf, type Wall } from '../time/wall';

export interface Search {
	date: string;
	/** `14:00` */
	start: string;
	minutes: number;
	people: number;
	site: string;
	features: string[];
	text: string;
	repeat: Repeat;
	view: 'cards' | 'day';
	/** The room whose sheet is open. */
	room: string;
}

export const DEFAULT_MINUTES = 60;
/** A day, also that on which the clock is set back. */
export const MAX_MINUTES = 25 * 60;
const DEFAULT_PEOPLE = 4;

function whole(text: string | null, least: number, most: number, otherwise: number): number {
	const value = Number(text);
	return text && Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
}

/** The search for the next hour from now, on the half hour; early and late in the day, for the next morning. */
export function usualStart(now: Wall): Wall {
	const next = roundUp(plusMinutes(now, 1), 30);
	const hour = Number(timeOf(next).slice(0, 2));
	if (hour >= 18) return join(dayOf(plusMinutes(next, 12 * 60)), '09:00');
	return hour < 7 ? join(dayOf(next), '09:00') : next;
}

export function readSearch(params: URLSearchParams, now: Wall, homeSite: string): Search {
	const usual = usualStart(now);
	const day = params.get('date');
	const time = params.get('start');
	const date = isDay(day) ? day : dayOf(usual);
	return {
		date,
		start: isTime(time) ? time : timeOf(usual),
		minutes: whole(params.get('minutes'), 5, MAX_MINUTES, DEFAULT_MINUTES),
		people: whole(params.get('people'), 1, 9999, DEFAULT_PEOPLE),
		site: params.get('site') ?? homeSite,
		features: params.getAll('feature'),
		text: params.get('q') ?? '',
		repeat: fromRule(params.get('repeat'), date) ?? noRepeat(date),
		view: params.get('view') === 'day' ? 'day' : 'cards',
		room: params.get('room') ?? '',
	};
}

export function writeSearch(search: Search): URLSearchParams {
	const params = new URLSearchParams({
		date: search.date,
		start: search.start,
		minutes: String(search.minutes),
		people: String(search.people),
		site: search.site,
	});
	for (const feature of search.features) params.append('feature', feature);
	if (search.text) params.set('q', search.text);
	const rule = toRule(search.repeat, search.date);
	if (rule) params.set('repeat', rule);
	if (search.view === 'day') params.set('view', 'day');
	if (search.room) params.set('room', search.room);
	return params;
}

export function startOf(search: Search): Wall {
	return join(search.date, search.start);
}

export function endOf(search: Search, zone: string): Wall {
	return later(startOf(search), search.minutes, zone);
}

const CLOSED_HOURS = ['outside_hours', 'closed_day'];

/** Whether every room is closed at that hour. What else speaks against one does not matter then. */
export function allClosed(offers: readonly Pick<AvailabilityItem, 'findings'>[]): boolean {
	const closed = ({ findings }: Pick<AvailabilityItem, 'findings'>) =>
		findings.some(({ code, severity }) => severity === 'refusal' && CLOSED_HOURS.includes(code));
	return offers.length > 0 && offers.every(closed);
}
