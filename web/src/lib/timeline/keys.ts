/** What the keys do, as pure functions: where the cursor goes, and where a bar goes that is being moved. */
import type { Stop } from './bars';
import { shiftEnd, shiftStart, type Scale } from './scale';
import type { Bar, Place } from './types';

export interface Press {
	key: string;
	shift: boolean;
	ctrl: boolean;
}

export interface Cursor {
	row: number;
	/** -1: the name of the row. */
	column: number;
	/** The bar it is on. */
	bar?: string | undefined;
	/** Where a selection of free columns began. */
	anchor?: number | undefined;
}

/** What the cursor moves over. */
export interface Board {
	rows: number;
	columns: number;
	/** How many rows a page has. */
	page: number;
	stops: (row: number) => Stop[];
}

const between = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** The stop of a row nearest to a column. */
export function stopAt(stops: Stop[], column: number, bar?: string): Stop | undefined {
	return (
		stops.find((stop) => bar !== undefined && stop.bar?.key === bar) ??
		stops.find((stop) => stop.column <= column && column < stop.end) ??
		stops.at(-1)
	);
}

function on(row: number, stop: Stop | undefined, column: number): Cursor {
	if (!stop) return { row, column: -1 };
	// A free column is a stop of its own; on a bar the column stays, so that going on downwards keeps its line.
	return stop.bar
		? { row, column: between(column, stop.column, stop.end - 1), bar: stop.bar.key }
		: { row, column: stop.column };
}

function toRow(cursor: Cursor, row: number, board: Board): Cursor {
	const there = between(row, 0, board.rows - 1);
	if (cursor.column < 0) return { row: there, column: -1 };
	return on(there, stopAt(board.stops(there), cursor.column), cursor.column);
}

function sideways(cursor: Cursor, by: 1 | -1, board: Board): Cursor {
	const stops = board.stops(cursor.row);
	if (cursor.column < 0) return by < 0 ? cursor : on(cursor.row, stops[0], stops[0]?.column ?? 0);
	const here = stopAt(stops, cursor.column, cursor.bar);
	const next = here ? stops.indexOf(here) + by : -1;
	if (next < 0) return { row: cursor.row, column: -1 };
	const stop = stops[Math.min(next, stops.length - 1)];
	return on(cursor.row, stop, stop?.column ?? 0);
}

/** A longer or shorter selection of free columns, up to the next bar. */
function select(cursor: Cursor, by: 1 | -1, board: Board): Cursor {
	if (cursor.column < 0 || cursor.bar) return cursor;
	const column = cursor.column + by;
	const free = board.stops(cursor.row).some((stop) => !stop.bar && stop.column === column);
	return free ? { ...cursor, column, anchor: cursor.anchor ?? cursor.column } : cursor;
}

/** Where a key leads; nothing where it is none of the cursor's keys. */
export function steer(cursor: Cursor, press: Press, board: Board): Cursor | undefined {
	const { row, column } = cursor;
	const edge = (at: number, end: 'first' | 'last') => {
		const stops = board.stops(at);
		const stop = end === 'first' ? stops[0] : stops.at(-1);
		return on(at, stop, stop?.column ?? 0);
	};
	switch (press.key) {
		case 'ArrowRight':
			return press.shift ? select(cursor, 1, board) : sideways(cursor, 1, board);
		case 'ArrowLeft':
			return press.shift ? select(cursor, -1, board) : sideways(cursor, -1, board);
		case 'ArrowDown':
			return toRow(cursor, row + 1, board);
		case 'ArrowUp':
			return toRow(cursor, row - 1, board);
		case 'PageDown':
			return toRow(cursor, row + board.page, board);
		case 'PageUp':
			return toRow(cursor, row - board.page, board);
		case 'Home':
			return edge(press.ctrl ? 0 : row, 'first');
		case 'End':
			return edge(press.ctrl ? board.rows - 1 : row, 'last');
		case 'Escape':
			return cursor.anchor === undefined ? undefined : { row, column };
		default:
			return undefined;
	}
}

/** The columns that are selected, or the one under the cursor. */
export function selected({ column, anchor }: Cursor): { first: number; last: number } {
	return { first: Math.min(column, anchor ?? column), last: Math.max(column, anchor ?? column) };
}

/** A bar that is being moved or made longer or shorter. */
export interface Grip {
	bar: Bar;
	what: 'move' | 'resize';
	row: number;
	start: number;
	end: number;
}

export const isMoved = ({ bar, start, end }: Grip, row: string): boolean =>
	bar.row !== row || bar.start !== start || bar.end !== end;

/** Where the grip is after so many columns and rows; an end never passes the other. */
export function moveBy(grip: Grip, columns: number, rows: number, count: number, scale: Scale): Grip {
	const start = columns === 0 ? grip.start : shiftStart(scale, grip.start, columns);
	return {
		...grip,
		row: between(grip.row + rows, 0, count - 1),
		start,
		end: start + grip.end - grip.start,
	};
}

export function resizeBy(grip: Grip, side: 'start' | 'end', columns: number, scale: Scale): Grip {
	const start = side === 'start' ? shiftStart(scale, grip.start, columns) : grip.start;
	const end = side === 'end' ? shiftEnd(scale, grip.end, columns) : grip.end;
	return end > start ? { ...grip, start, end } : grip;
}

/** What a key does with the grip: arrows change it, Enter accepts, Escape leaves. */
export function nudge(
	grip: Grip,
	press: Press,
	board: Board,
	scale: Scale,
): Grip | 'accept' | 'leave' | undefined {
	const by = press.ctrl ? 4 : 1;
	if (press.key === 'Enter') return 'accept';
	if (press.key === 'Escape') return 'leave';
	if (grip.what === 'resize') {
		const side = press.shift ? 'start' : 'end';
		if (press.key === 'ArrowRight') return resizeBy(grip, side, by, scale);
		if (press.key === 'ArrowLeft') return resizeBy(grip, side, -by, scale);
		return undefined;
	}
	switch (press.key) {
		case 'ArrowRight':
			return moveBy(grip, by, 0, board.rows, scale);
		case 'ArrowLeft':
			return moveBy(grip, -by, 0, board.rows, scale);
		case 'ArrowDown':
			return moveBy(grip, 0, 1, board.rows, scale);
		case 'ArrowUp':
			return moveBy(grip, 0, -1, board.rows, scale);
		case 'PageDown':
			return moveBy(grip, 0, board.page, board.rows, scale);
		case 'PageUp':
			return moveBy(grip, 0, -board.page, board.rows, scale);
		default:
			return undefined;
	}
}

/** Where the grip would put its bar. */
export const placeOfGrip = ({ start, end }: Grip, row: string): Place => ({ row, start, end });
