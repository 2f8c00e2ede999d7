/** What somebody has typed of a report, and the places they reported from: kept in this browser until it is sent. */
import type { TicketPlace } from './types';

export interface ReportDraft {
	title: string;
	description: string;
	danger: boolean;
	place?: TicketPlace;
	name: string;
	email: string;
}

const MOST_RECENT = 5;

function read<T>(key: string, otherwise: T): T {
	try {
		return (JSON.parse(localStorage.getItem(key) ?? 'null') as T | null) ?? otherwise;
	} catch {
		return otherwise;
	}
}

function write(key: string, value: unknown): void {
	try {
		localStorage.setItem(key, JSON.stringify(value));
	} catch {
		// No storage: it lives as long as the page.
	}
}

/** Drafts of different people, and of different QR codes, do not mix. */
const draftKey = (whose: string) => `intendant.report.${whose}`;
const placesKey = (person: string) => `intendant.places.${person}`;

export function readReport(whose: string): ReportDraft {
	const empty: ReportDraft = { title: '', description: '', danger: false, name: '', email: '' };
	return { ...empty, ...read<Partial<ReportDraft>>(draftKey(whose), {}) };
}

export function keepReport(whose: string, draft: ReportDraft): void {
	write(draftKey(whose), draft);
}

export function dropReport(whose: string): void {
	try {
		localStorage.removeItem(draftKey(whose));
	} catch {
		// Nothing was kept either.
	}
}

export function recentPlaces(person: string): TicketPlace[] {
	return read<TicketPlace[]>(placesKey(person), []);
}

/** The place goes to the front of those that are offered next time. */
export function rememberPlace(person: string, place: TicketPlace): void {
	const others = recentPlaces(person).filter((each) => each.id !== place.id);
	write(placesKey(person), [place, ...others].slice(0, MOST_RECENT));
}
