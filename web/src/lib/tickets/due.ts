/** Until when something is due, in words that are read at a glance. Instants: a service level knows no wall clock. */
import { language } from '../i18n.svelte';
import { m } from '../paraglide/messages';
import { duration } from '../time/format';
import type { ServiceLevel, TicketState } from './types';

const MINUTE = 60_000;

/** Whole minutes, rounded so that only one unit or two are left: `2 h 10 min`, `5 h`, `3 days`. */
export function coarse(minutes: number): number {
	const size = Math.abs(Math.round(minutes));
	if (size >= 2 * 1440) return Math.round(size / 1440) * 1440;
	if (size >= 240) return Math.round(size / 60) * 60;
	if (size >= 60) return Math.round(size / 10) * 10;
	return Math.max(1, size);
}

/** Which date counts now: acknowledging until somebody looked, then fixing. */
export function dueOf(level: ServiceLevel, state: TicketState): string | null | undefined {
	return state === 'new' || state === 'reopened'
		? (level.acknowledge_by ?? level.fix_by)
		: (level.fix_by ?? level.acknowledge_by);
}

/** `in 2 h`, `3 h late`. */
export function dueWords(due: string, now: number): string {
	const minutes = (Date.parse(due) - now) / MINUTE;
	const time = duration(coarse(minutes));
	return minutes >= 0 ? m.ticket_due_in({ time }) : m.ticket_late_by({ time });
}

/** `€ 12.50`. */
export function money(cents: number): string {
	return new Intl.NumberFormat(`${language()}-BE`, { style: 'currency', currency: 'EUR' }).format(
		cents / 100,
	);
}

/** Cents of what somebody typed, with a comma or a point; nothing when it is no amount. */
export function centsOf(text: string): number | undefined {
	const match = /^\s*(\d{1,7})(?:[.,](\d{1,2}))?\s*$/.exec(text);
	return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}
