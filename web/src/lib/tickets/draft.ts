/** What somebody has typed of a report, and the places they reported from: kept in this browser until it is sent. */
import { dropOwn, readOwn, writeOwn } from '../kept/own';
import type { TicketPlace } from './types';

export interface ReportDraft {
	title: string;
	description: string;
	danger: boolean;
	/** Nothing is broken: something is wanted. */
	wanted: boolean;
	place?: TicketPlace;
	name: string;
	email: string;
}

/** Whose report: that of a person, or of a guest behind a QR code. */
export interface Whose {
	/** Empty for a guest. */
	person: string;
	code?: string;
}

const MOST_RECENT = 5;

const nameOf = ({ code }: Whose) => (code ? `report.${code}` : 'report');

/** Under which name the photos of the report lie in the browser's database. */
export function photosName(whose: Whose): string {
	return `${whose.person}/${nameOf(whose)}`;
}

export function readReport(whose: Whose): ReportDraft {
	const empty: ReportDraft = {
		title: '',
		description: '',
		danger: false,
		wanted: false,
		name: '',
		email: '',
	};
	return { ...empty, ...readOwn<Partial<ReportDraft>>(whose.person, nameOf(whose)) };
}

export function keepReport(whose: Whose, draft: ReportDraft): void {
	writeOwn(whose.person, nameOf(whose), draft);
}

export function dropReport(whose: Whose): void {
	dropOwn(whose.person, nameOf(whose));
}

export function recentPlaces(person: string): TicketPlace[] {
	return readOwn<TicketPlace[]>(person, 'places') ?? [];
}

/** The place goes to the front of those that are offered next time. */
export function rememberPlace(person: string, place: TicketPlace): void {
	const others = recentPlaces(person).filter((each) => each.id !== place.id);
	writeOwn(person, 'places', [place, ...others].slice(0, MOST_RECENT));
}
