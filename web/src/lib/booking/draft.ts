/** What somebody has typed for a booking, kept in this tab until it is booked: no error and no reload loses it. */
import type { Visibility } from '../api';

export interface Draft {
	title: string;
	description: string;
	hostId: string;
	visibility: Visibility;
}

const KEY = 'intendant.draft';

export function readDraft(): Partial<Draft> {
	try {
		return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Draft>;
	} catch {
		return {};
	}
}

export function keepDraft(draft: Draft): void {
	try {
		sessionStorage.setItem(KEY, JSON.stringify(draft));
	} catch {
		// No storage: the draft lives as long as the page.
	}
}

export function dropDraft(): void {
	try {
		sessionStorage.removeItem(KEY);
	} catch {
		// Nothing was kept either.
	}
}
