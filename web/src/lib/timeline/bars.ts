/** The bars of one row: where they stand, which of them stand above each other, and what lies between. */
import { columnAt, columnBefore, pieceOf, type Piece, type Scale } from './scale';
import type { Bar } from './types';

export interface Placed {
	bar: Bar;
	piece: Piece;
	/** Its first column. */
	column: number;
	/** The one after its last column. */
	end: number;
	/** Which line of the row, and how many lines there are where it stands. */
	lane: number;
	lanes: number;
}

/** What the keyboard stops at: each bar once, each free column. */
export interface Stop {
	column: number;
	end: number;
	bar?: Bar;
}

/** Bars of one row that are shown, in order. Those that overlap, as requests for one slot do, share the height of the row. */
export function placeBars(bars: Bar[], scale: Scale): Placed[] {
	const placed: Placed[] = [];
	const sorted = [...bars].sort((a, b) => a.from - b.from || a.to - b.to);
	let group: Placed[] = [];
	let until = -Infinity;
	const close = () => {
		const lanes = Math.max(1, ...group.map(({ lane }) => lane + 1));
		for (const one of group) one.lanes = lanes;
		group = [];
	};
	for (const bar of sorted) {
		const piece = pieceOf(scale, bar.from, bar.to);
		if (!piece) continue;
		const column = columnAt(scale, bar.from);
		const end = Math.max(column, columnBefore(scale, bar.to)) + 1;
		if (bar.from >= until) close();
		const free = (lane: number) => group.every((one) => one.lane !== lane || one.bar.to <= bar.from);
		let lane = 0;
		while (!free(lane)) lane += 1;
		const one = { bar, piece, column, end, lane, lanes: 1 };
		group.push(one);
		placed.push(one);
		until = Math.max(until, bar.to);
	}
	close();
	return placed;
}

/** The free columns of a row, as stretches. */
export function gapsOf(placed: Placed[], columns: number): Stop[] {
	const gaps: Stop[] = [];
	let free = 0;
	for (const { column, end } of placed) {
		if (column > free) gaps.push({ column: free, end: column });
		free = Math.max(free, end);
	}
	if (free < columns) gaps.push({ column: free, end: columns });
	return gaps;
}

export function stopsOf(placed: Placed[], columns: number): Stop[] {
	const free = gapsOf(placed, columns).flatMap(({ column, end }) =>
		Array.from({ length: end - column }, (_, index) => ({ column: column + index, end: column + index + 1 })),
	);
	const taken = placed.map(({ bar, column, end }) => ({ bar, column, end }));
	return [...free, ...taken].sort((a, b) => a.column - b.column || a.end - b.end);
}

/** What a place would run into on its row, apart from the bar itself. */
export function inTheWay(
	bars: Bar[],
	row: string,
	start: number,
	end: number,
	self: Bar | undefined,
): Bar | undefined {
	return bars.find(
		(bar) =>
			bar.row === row &&
			bar.kind !== 'requested' &&
			(bar.id === undefined || bar.id !== self?.id) &&
			bar.from < end &&
			bar.to > start,
	);
}

/** The same answer without working it out again. */
export function remembered<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, Value>();
	return (key) => {
		if (!known.has(key)) known.set(key, work(key));
		return known.get(key) as Value;
	};
}
