/** Where things stand on the line of one day, in hundredths of the hours that are shown. */
import type { Bar } from '../api';
import { asUtc, plusDays, wallOf, type Day, type Wall } from '../time/wall';

export interface Hours {
	/** First hour shown. */
	from: number;
	/** The hour at which the line ends; at most 24. */
	to: number;
}

export interface Piece {
	left: number;
	width: number;
}

/** Working hours, made wider where a time of interest lies outside. */
export function hoursFor(day: Day, times: Wall[]): Hours {
	let from = 8;
	let to = 19;
	for (const time of times) {
		const hour = (asUtc(time).getTime() - asUtc(day).getTime()) / 3_600_000;
		from = Math.min(from, Math.floor(Math.max(hour, 0)));
		to = Math.max(to, Math.ceil(Math.min(hour, 24)));
	}
	return { from, to };
}

/** The part of the line that a span covers; nothing when it lies outside. */
export function pieceOf(day: Day, hours: Hours, start: Wall, end: Wall): Piece | undefined {
	const zero = asUtc(day).getTime() + hours.from * 3_600_000;
	const length = (hours.to - hours.from) * 3_600_000;
	const left = Math.max(0, (asUtc(start).getTime() - zero) / length);
	const right = Math.min(1, (asUtc(end).getTime() - zero) / length);
	if (right <= left) return undefined;
	const round = (value: number) => Math.round(value * 1e4) / 100;
	return { left: round(left), width: round(right - left) };
}

/** The bars of one bookable that touch a day, in order. */
export function barsOn(bars: Bar[], bookable: string, day: Day): Bar[] {
	const next = plusDays(day, 1);
	return bars
		.filter(
			(bar) =>
				bar.bookable_id === bookable &&
				wallOf(bar.blocked_from) < `${next}T00:00` &&
				wallOf(bar.blocked_to) > `${day}T00:00`,
		)
		.sort((a, b) => (wallOf(a.blocked_from) < wallOf(b.blocked_from) ? -1 : 1));
}
