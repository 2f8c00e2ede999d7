/** What is said of cells, bars and places, the same aloud as in print. */
import { m } from '../paraglide/messages';
import { endlessWords, isEndless } from '../time/endless';
import { clock, clockRange, shortDay } from '../time/format';
import { isOpenAt } from './open';
import { wallOn, type Scale } from './scale';
import type { Bar, Row } from './types';

/** `10:00–11:00`; with the day where several are shown. */
export function spanWords(scale: Scale, start: number, end: number): string {
	const [from, to] = [wallOn(scale, start), wallOn(scale, end)];
	if (isEndless(start, end, Date.now())) return endlessWords(from);
	const range = clockRange(from, to);
	return scale.stretches.length > 1 ? `${shortDay(from)} ${range}` : range;
}

export function momentWords(scale: Scale, instant: number): string {
	const wall = wallOn(scale, instant);
	return scale.stretches.length > 1 ? `${shortDay(wall)} ${clock(wall)}` : clock(wall);
}

export function freeWords(scale: Scale, row: Row, start: number, end: number): string {
	const span = spanWords(scale, start, end);
	return isOpenAt(row.open, wallOn(scale, start))
		? m.tl_free({ span, row: row.name })
		: m.tl_shut({ span, row: row.name });
}

/** How a bar stands, in a word; nothing for what is simply booked. */
export function standingWords(bar: Bar): string {
	if (bar.state === 'in_use') return m.state_in_use();
	if (bar.state === 'held') return m.state_held();
	switch (bar.kind) {
		case 'requested':
			return m.state_requested();
		case 'hold':
			return m.state_held();
		case 'closure':
			return m.bar_closed();
		case 'maintenance':
			return m.bar_maintenance();
		default:
			return '';
	}
}

export function barWords(scale: Scale, bar: Bar, row: string): string {
	const standing = standingWords(bar);
	return [
		bar.title,
		spanWords(scale, bar.start, bar.end),
		bar.host ?? '',
		standing === bar.title ? '' : standing,
		bar.from < bar.start || bar.to > bar.end
			? m.tl_blocked({ span: spanWords(scale, bar.from, bar.to) })
			: '',
		bar.mine ? m.tl_yours() : '',
		row,
	]
		.filter(Boolean)
		.join(', ');
}
