/**
 * Where instants stand across the timeline. The line of each day is cut to the hours that are shown, and what lies between two
 * days is folded away, so that a week of offices has room for its hours. All arithmetic is on the line of time: on the nights on
 * which the clock changes a day has its 23 or 25 hours.
 */
import { instantOf, minuteOfDay, plusDays, wallAt, type Day, type Wall } from '../time/wall';

const MINUTE = 60_000;

/** The hours of the wall that are shown of each day. */
export interface Hours {
	from: number;
	/** At most 24. */
	to: number;
}

/** The shown part of one day. */
export interface Stretch {
	day: Day;
	/** In milliseconds since 1970, as every instant here. */
	start: number;
	end: number;
	/** The shown time before it. */
	before: number;
	/** Its first column, and how many it has. */
	column: number;
	columns: number;
}

export interface Scale {
	zone: string;
	/** How long a column lasts. */
	step: number;
	stretches: Stretch[];
	/** The shown time in all. */
	length: number;
	columns: number;
}

/** A part of the line, in hundredths. */
export interface Piece {
	left: number;
	width: number;
	/** It began before what is shown, or ends after it. */
	cutLeft: boolean;
	cutRight: boolean;
}

export const WORKING: Hours = { from: 7, to: 20 };
export const WHOLE: Hours = { from: 0, to: 24 };

/** Working hours, made wider where something begins or ends outside of them. */
export function hoursAround(times: Wall[]): Hours {
	let { from, to } = WORKING;
	for (const time of times) {
		const hour = minuteOfDay(time) / 60;
		if (hour < from) from = Math.floor(hour);
		if (hour > to) to = Math.ceil(hour);
	}
	return { from, to };
}

export function scaleOf(days: Day[], hours: Hours, stepMinutes: number, zone: string): Scale {
	const step = stepMinutes * MINUTE;
	const at = (day: Day, hour: number) =>
		instantOf(
			hour === 24 ? `${plusDays(day, 1)}T00:00` : `${day}T${String(hour).padStart(2, '0')}:00`,
			zone,
		).getTime();
	let before = 0;
	let column = 0;
	const stretches = days.map((day) => {
		const [start, end] = [at(day, hours.from), at(day, hours.to)];
		const columns = Math.ceil((end - start) / step);
		const stretch = { day, start, end, before, column, columns };
		before += end - start;
		column += columns;
		return stretch;
	});
	return { zone, step, stretches, length: before, columns: column };
}

export function beginOf(scale: Scale): number {
	return scale.stretches[0]?.start ?? 0;
}

export function endOf(scale: Scale): number {
	return scale.stretches.at(-1)?.end ?? 0;
}

/** The shown time before an instant; what is folded away has no length. */
function shownBefore(scale: Scale, instant: number): number {
	for (const { start, end, before } of scale.stretches) {
		if (instant < start) return before;
		if (instant <= end) return before + instant - start;
	}
	return scale.length;
}

/** How far along the line an instant stands: 0 at its beginning, 1 at its end. */
export function placeOf(scale: Scale, instant: number): number {
	return shownBefore(scale, instant) / scale.length;
}

const hundredths = (value: number) => Math.round(value * 1e6) / 1e4;

/** The part of the line that a span covers; nothing where none of it is shown. */
export function pieceOf(scale: Scale, start: number, end: number): Piece | undefined {
	const left = placeOf(scale, start);
	const right = placeOf(scale, end);
	if (right <= left) return undefined;
	return {
		left: hundredths(left),
		width: hundredths(right - left),
		cutLeft: start < beginOf(scale),
		cutRight: end > endOf(scale),
	};
}

/** The column that holds an instant: the first of the next day where it is folded away, the first or last outside. */
export function columnAt(scale: Scale, instant: number): number {
	for (const { start, end, column, columns } of scale.stretches) {
		if (instant < start) return column;
		if (instant < end) return column + Math.min(columns - 1, Math.floor((instant - start) / scale.step));
	}
	return Math.max(0, scale.columns - 1);
}

/** The column whose end is at an instant, or that holds it. */
export function columnBefore(scale: Scale, instant: number): number {
	let last = 0;
	for (const { start, end, column, columns } of scale.stretches) {
		if (instant <= start) return last;
		if (instant <= end) return column + Math.min(columns, Math.ceil((instant - start) / scale.step)) - 1;
		last = column + columns - 1;
	}
	return last;
}

function stretchOf(scale: Scale, column: number): Stretch | undefined {
	return scale.stretches.findLast((stretch) => stretch.column <= column) ?? scale.stretches[0];
}

export function columnStart(scale: Scale, column: number): number {
	const stretch = stretchOf(scale, column);
	return stretch ? stretch.start + (column - stretch.column) * scale.step : 0;
}

export function columnEnd(scale: Scale, column: number): number {
	const stretch = stretchOf(scale, column);
	return stretch ? Math.min(stretch.end, stretch.start + (column - stretch.column + 1) * scale.step) : 0;
}

/** The column at a part of the line, for a pointer. */
export function columnUnder(scale: Scale, part: number): number {
	const shown = Math.min(Math.max(part, 0), 1) * scale.length;
	const stretch = scale.stretches.findLast(({ before }) => before <= shown) ?? scale.stretches[0];
	return stretch ? columnAt(scale, Math.min(stretch.start + shown - stretch.before, stretch.end - 1)) : 0;
}

const within = (scale: Scale, column: number) => Math.min(Math.max(column, 0), scale.columns - 1);

/** A start, so many columns later: what is folded away is leapt over. */
export function shiftStart(scale: Scale, instant: number, columns: number): number {
	const from = columnAt(scale, instant);
	return columnStart(scale, within(scale, from + columns)) + instant - columnStart(scale, from);
}

/** An end, so many columns later. */
export function shiftEnd(scale: Scale, instant: number, columns: number): number {
	const from = columnBefore(scale, instant);
	return columnEnd(scale, within(scale, from + columns)) + instant - columnEnd(scale, from);
}

export function wallOn(scale: Scale, instant: number): Wall {
	return wallAt(new Date(instant), scale.zone);
}

/** The full hours of a stretch, each so many hours after the one before, for the head of the timeline. */
export function ticksOf(scale: Scale, stretch: Stretch, every: number): { instant: number; wall: Wall }[] {
	const ticks = [];
	for (let instant = stretch.start; instant < stretch.end; instant += 60 * MINUTE) {
		const wall = wallOn(scale, instant);
		if (Number(wall.slice(11, 13)) % every === 0) ticks.push({ instant, wall });
	}
	return ticks;
}
