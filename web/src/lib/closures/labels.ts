/** Words, shapes and colours for closures, and who may make them. */
import type { Label } from '../booking/labels';
import { LANGUAGES } from '../i18n.svelte';
import { m } from '../paraglide/messages';
import { me } from '../session.svelte';
import { endlessWords, isEndless } from '../time/endless';
import { clock, shortDay, shortDayYear } from '../time/format';
import { dayOf, wallOf } from '../time/wall';
import type { Closure, ClosureKind, NewClosure } from './types';

/** What this person may close for, the usual reason first. */
export function mayCloseFor(): ClosureKind[] {
	return [
		...(me.may('close_for_maintenance') ? ['maintenance' as const] : []),
		...(me.may('close_places') ? ['closure' as const] : []),
	];
}

export function kindWord(kind: ClosureKind): string {
	return kind === 'maintenance' ? m.bar_maintenance() : m.closure_kind_closure_short();
}

/** What the calendar shows when nobody writes anything else, in the four languages. */
export function usualNames(kind: ClosureKind): NewClosure['names'] {
	const said = kind === 'maintenance' ? m.closure_shown_maintenance : m.closure_shown_closure;
	return Object.fromEntries(LANGUAGES.map(({ code }) => [code, said({}, { locale: code })]));
}

export type Standing = 'upcoming' | 'now' | 'over' | 'lifted';

/** How a closure stands at an instant. */
export function standing(
	closure: Pick<Closure, 'starts_at' | 'ends_at' | 'lifted_at'>,
	now: number,
): Standing {
	if (closure.lifted_at) return 'lifted';
	if (Date.parse(closure.ends_at) <= now) return 'over';
	return Date.parse(closure.starts_at) <= now ? 'now' : 'upcoming';
}

const STANDING: Record<Standing, () => Label> = {
	upcoming: () => ({ tone: 'wait', icon: 'calendar', text: m.closure_state_upcoming() }),
	now: () => ({ tone: 'bad', icon: 'stop', text: m.closure_state_now() }),
	over: () => ({ tone: 'plain', icon: 'check', text: m.closure_state_over() }),
	lifted: () => ({ tone: 'ok', icon: 'repeat', text: m.closure_state_lifted() }),
};

export function standingLabel(standing: Standing): Label {
	return STANDING[standing]();
}

/** `Tue 1 Dec 2026 08:00 to Wed 2 Dec 18:00`, by the clock of the place. */
export function spanWords(
	{ starts_at, ends_at }: { starts_at: string; ends_at: string },
	zone: string,
): string {
	const [from, to] = [wallOf(starts_at, zone), wallOf(ends_at, zone)];
	if (isEndless(Date.parse(starts_at), Date.parse(ends_at), Date.now())) return endlessWords(from);
	const until = dayOf(from) === dayOf(to) ? clock(to) : `${shortDay(to)} ${clock(to)}`;
	return m.closure_span({ from: `${shortDayYear(from)} ${clock(from)}`, to: until });
}
