/** What a timeline shows, whatever stands in its rows. */
import type { IconName } from '../ui/Icon.svelte';
import type { Day } from '../time/wall';

/** An open stretch of a weekday, `08:00` to `24:00`. */
export interface Open {
	from: string;
	to: string;
}

/** When a row can be booked. */
export interface OpenHours {
	/** From Monday to Sunday. */
	weekdays: Open[][];
	closedDays: Map<Day, string>;
}

export interface Row {
	id: string;
	name: string;
	/** A second line: how many seats, which plate. */
	detail: string;
	/** What a search looks through. */
	words: string;
	href: string;
	capacity: number;
	open: OpenHours | undefined;
	/** What it is or has, by the name of the filter. */
	marks: Record<string, readonly string[]>;
}

export interface Bar {
	/** Which date on which row: a booking of a hall stands on its halves too. */
	key: string;
	row: string;
	kind: string;
	/** Going on, or only asked for. */
	state: string | undefined;
	/** The event, in milliseconds since 1970. */
	start: number;
	end: number;
	/** With set-up and clear-up. */
	from: number;
	to: number;
	title: string;
	host: string | undefined;
	mine: boolean;
	/** Its date, where the person may know. */
	id: string | undefined;
	version: number | undefined;
	mayChange: boolean;
	/** Where all about it stands. */
	href: string | undefined;
}

/** Where a bar stands, or is to stand. */
export interface Place {
	row: string;
	start: number;
	end: number;
}

export interface Remark {
	icon: IconName;
	tone: 'bad' | 'wait' | 'plain';
	text: string;
}

/** What would help. */
export interface Way {
	text: string;
	/** The place to go to instead; without one it is for another page. */
	place?: Place;
}

/** What a change would do. */
export interface Answer {
	fits: boolean;
	remarks: Remark[];
	ways: Way[];
	/** The plan that was shown, for those who keep to it. */
	plan?: string | undefined;
}

export interface Picture {
	rows: Row[];
	bars: Bar[];
}

export interface Days {
	from: Day;
	/** The day after the last one. */
	to: Day;
	zone: string;
	site: string;
}

/** A filter by what rows are or have. */
export interface MarkFilter {
	key: string;
	label: string;
	choices: { value: string; text: string }[];
}

/** Rooms, vehicles: where rows and bars come from and how a bar is changed. */
export interface Source {
	/** What a row is called. */
	row: string;
	title: string;
	/** The page it stands on. */
	address: string;
	/** The filters of its own, by their names in the address. */
	markKeys: string[];
	/** What the search looks through. */
	searchLabel: string;
	/** What to count for, such as seats. */
	capacityLabel: string;
	/** Whether the person may make something here. */
	mayAdd: () => boolean;
	load: (days: Days, marks: Record<string, string>, signal: AbortSignal) => Promise<Picture>;
	filters: () => Promise<MarkFilter[]>;
	/** Where something is made in that place. */
	addAt: (place: Place, zone: string, site: string) => string;
	ask: (bar: Bar, to: Place, zone: string, signal: AbortSignal) => Promise<Answer>;
	/** Moves it, as long as nobody else changed it; gives its version afterwards. */
	move: (bar: Bar, to: Place, zone: string, plan: string | undefined) => Promise<number | undefined>;
	cancel: (bar: Bar, reason: string) => Promise<unknown>;
}
