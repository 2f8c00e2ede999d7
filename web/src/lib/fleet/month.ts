/** Months as text, `2026-12`. */
import { plusDays, type Day } from '../time/wall';

export const monthOf = (day: Day): string => day.slice(0, 7);

export function isMonth(text: string | null | undefined): text is string {
	return !!text && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

export function plusMonths(month: string, count: number): string {
	const [year = 0, number = 1] = month.split('-').map(Number);
	const months = year * 12 + number - 1 + count;
	return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** Its first and its last day. */
export function monthSpan(month: string): { first: Day; last: Day } {
	return { first: `${month}-01`, last: plusDays(`${plusMonths(month, 1)}-01`, -1) };
}
