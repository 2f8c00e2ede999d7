/** Moments that are typed on the clock of a site. */
import { instantOf, plusDays, type Day, type Wall } from '../../time/wall';

/** The instant at which the clock of a zone shows that, as it is sent. */
export const sentOf = (wall: Wall, zone: string): string => instantOf(wall, zone).toISOString();

/** The first day of the month, and of the one after so many months. */
export function monthStart(month: string, months = 0): Day {
	const [year, number] = month.split('-').map(Number);
	return new Date(Date.UTC(year ?? 2000, (number ?? 1) - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The instants between which a month lies in a zone. */
export function monthSpan(month: string, zone: string): { from: string; to: string } {
	const at = (day: Day) => sentOf(`${day}T00:00`, zone);
	return { from: at(monthStart(month)), to: at(monthStart(month, 1)) };
}

/** The last day of a month. */
export const monthEnd = (month: string): Day => plusDays(monthStart(month, 1), -1);

export const isMonth = (text: string | null): text is string =>
	!!text && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
