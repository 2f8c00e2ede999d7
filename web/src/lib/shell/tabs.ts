/** The pages of an area, in the order in which they are offered. */
import { me } from '../session.svelte';

export interface Tab {
	href: string;
	text: () => string;
	/** One of these is needed; none: it is for everybody. */
	needs?: string[];
}

/** Those that this person may see. */
export function visible(tabs: Tab[]): Tab[] {
	return tabs.filter(({ needs }) => !needs || needs.some((each) => me.may(each)));
}

/** Whether an address is one of these pages or lies under one. */
export function leadsTo(tabs: Tab[], path: string): boolean {
	return tabs.some(({ href }) => path === href || path.startsWith(`${href}/`));
}
