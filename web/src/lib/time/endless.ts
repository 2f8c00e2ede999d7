/** What is closed or out of service until somebody says otherwise is kept with an end many years ahead, which nobody has chosen. */
import { m } from '../paraglide/messages';
import { clock, shortDayYear } from './format';
import type { Wall } from './wall';

const LONG_MS = 9 * 365.25 * 86_400_000;

/** Whether an end is so far away that it stands for none; all in milliseconds. */
export function isEndless(start: number, end: number, now: number): boolean {
	return end - Math.min(start, now) > LONG_MS;
}

/** `from Tue 1 Dec 2026 16:00 until further notice`. */
export function endlessWords(start: Wall): string {
	return m.until_further_notice({ from: `${shortDayYear(start)} ${clock(start)}` });
}
