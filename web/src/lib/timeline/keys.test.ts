import { describe, expect, it } from 'vitest';
import { gapsOf, inTheWay, placeBars, stopsOf } from './bars';
import { moveBy, nudge, resizeBy, selected, steer, type Board, type Cursor, type Grip } from './keys';
import { indicesOf, rowsInView } from './rows';
import { scaleOf, wallOn, WORKING } from './scale';
import type { Bar } from './types';

const scale = scaleOf(['2026-12-01'], WORKING, 15, 'Europe/Brussels');
const at = (time: string) => Date.parse(`2026-12-01T${time}:00+01:00`);

function bar(key: string, from: string, to: string, changes: Partial<Bar> = {}): Bar {
	const [start, end] = [at(from), at(to)];
	return {
		key,
		row: 'a',
		kind: 'confirmed',
		state: undefined,
		start,
		end,
		from: start,
		to: end,
		title: key,
		host: undefined,
		mine: false,
		id: key,
		version: 1,
		mayChange: true,
		href: undefined,
		...changes,
	};
}

const meeting = bar('meeting', '08:00', '09:00');
const talk = bar('talk', '09:00', '09:30');
const lines = [
	placeBars([talk, meeting], scale),
	placeBars([], scale),
	placeBars([bar('long', '07:00', '20:00')], scale),
];
const board: Board = {
	rows: lines.length,
	columns: scale.columns,
	page: 2,
	stops: (row) => stopsOf(lines[row] ?? [], scale.columns),
};
const go = (cursor: Cursor, key: string, changes: { shift?: boolean; ctrl?: boolean } = {}) =>
	steer(cursor, { key, shift: false, ctrl: false, ...changes }, board);

describe('bars of a row', () => {
	it('stand in order and leave gaps between them', () => {
		expect(lines[0]?.map(({ bar: { key }, column, end }) => [key, column, end])).toEqual([
			['meeting', 4, 8],
			['talk', 8, 10],
		]);
		expect(gapsOf(lines[0] ?? [], scale.columns)).toEqual([
			{ column: 0, end: 4 },
			{ column: 10, end: 52 },
		]);
	});

	it('share the row where they overlap, and only there', () => {
		const asked = bar('asked', '08:30', '10:00', { kind: 'requested' });
		const late = bar('late', '10:00', '11:00');
		const placed = placeBars([late, asked, meeting], scale);
		expect(placed.map(({ bar: { key }, lane, lanes }) => [key, lane, lanes])).toEqual([
			['meeting', 0, 2],
			['asked', 1, 2],
			['late', 0, 1],
		]);
		expect(stopsOf(placed, 52).filter((stop) => stop.bar)).toHaveLength(3);
	});

	it('tell what would be in the way, but not the bar itself nor a request', () => {
		const hit = (start: string, end: string, self?: Bar) =>
			inTheWay(
				[meeting, talk, bar('asked', '10:00', '11:00', { kind: 'requested' })],
				'a',
				at(start),
				at(end),
				self,
			)?.key;
		expect(hit('08:30', '09:00')).toBe('meeting');
		expect(hit('08:30', '09:00', meeting)).toBeUndefined();
		expect(hit('08:30', '09:15', meeting)).toBe('talk');
		expect(hit('10:00', '11:00')).toBeUndefined();
	});
});

describe('the cursor', () => {
	it('goes by free columns and stops at each bar once', () => {
		let cursor: Cursor = { row: 0, column: 2 };
		const seen = [];
		for (let step = 0; step < 5; step += 1) {
			cursor = go(cursor, 'ArrowRight') ?? cursor;
			seen.push(cursor.bar ?? cursor.column);
		}
		expect(seen).toEqual([3, 'meeting', 'talk', 10, 11]);
		expect(go({ row: 0, column: 10 }, 'ArrowLeft')).toEqual({ row: 0, column: 8, bar: 'talk' });
	});

	it('reaches the name of the row to the left, and stays inside', () => {
		expect(go({ row: 0, column: 0 }, 'ArrowLeft')).toEqual({ row: 0, column: -1 });
		expect(go({ row: 0, column: -1 }, 'ArrowLeft')).toEqual({ row: 0, column: -1 });
		expect(go({ row: 0, column: -1 }, 'ArrowRight')).toEqual({ row: 0, column: 0 });
		expect(go({ row: 0, column: 51 }, 'ArrowRight')).toEqual({ row: 0, column: 51 });
		expect(go({ row: 0, column: 3 }, 'ArrowUp')).toEqual({ row: 0, column: 3 });
	});

	it('keeps its time when it goes through rows', () => {
		expect(go({ row: 1, column: 6 }, 'ArrowUp')).toEqual({ row: 0, column: 6, bar: 'meeting' });
		expect(go({ row: 0, column: 6, bar: 'meeting' }, 'ArrowDown')).toEqual({ row: 1, column: 6 });
		expect(go({ row: 0, column: 6 }, 'PageDown')).toEqual({ row: 2, column: 6, bar: 'long' });
		expect(go({ row: 2, column: 6, bar: 'long' }, 'PageUp')).toEqual({ row: 0, column: 6, bar: 'meeting' });
	});

	it('leaps to the ends of a row and of the timeline', () => {
		expect(go({ row: 0, column: 20 }, 'Home')).toEqual({ row: 0, column: 0 });
		expect(go({ row: 0, column: 20 }, 'End')).toEqual({ row: 0, column: 51 });
		expect(go({ row: 0, column: 20 }, 'End', { ctrl: true })).toEqual({ row: 2, column: 0, bar: 'long' });
		expect(go({ row: 2, column: 0, bar: 'long' }, 'Home', { ctrl: true })).toEqual({ row: 0, column: 0 });
	});

	it('selects free time up to the next bar, and drops it', () => {
		const one = go({ row: 0, column: 2 }, 'ArrowRight', { shift: true });
		expect(one).toEqual({ row: 0, column: 3, anchor: 2 });
		const more = one && go(one, 'ArrowRight', { shift: true });
		expect(more).toEqual(one);
		expect(selected({ row: 0, column: 1, anchor: 3 })).toEqual({ first: 1, last: 3 });
		expect(one && go(one, 'Escape')).toEqual({ row: 0, column: 3 });
		expect(go({ row: 0, column: 2 }, 'Escape')).toBeUndefined();
	});

	it('leaves other keys alone', () => {
		expect(go({ row: 0, column: 2 }, 'x')).toBeUndefined();
	});
});

describe('a bar that is moved', () => {
	const grip: Grip = { bar: meeting, what: 'move', row: 0, start: meeting.start, end: meeting.end };
	const times = ({ start, end }: Grip) => [start, end].map((each) => wallOn(scale, each).slice(11));
	const press = (what: Grip['what'], key: string, changes: { shift?: boolean; ctrl?: boolean } = {}) =>
		nudge({ ...grip, what }, { key, shift: false, ctrl: false, ...changes }, board, scale) as Grip;

	it('keeps its length', () => {
		expect(times(press('move', 'ArrowRight'))).toEqual(['08:15', '09:15']);
		expect(times(press('move', 'ArrowLeft', { ctrl: true }))).toEqual(['07:00', '08:00']);
		expect(press('move', 'ArrowDown').row).toBe(1);
		expect(press('move', 'ArrowUp').row).toBe(0);
		expect(times(moveBy(grip, -40, 0, 3, scale))).toEqual(['07:00', '08:00']);
	});

	it('gets longer and shorter at either end, but never nothing', () => {
		expect(times(press('resize', 'ArrowRight'))).toEqual(['08:00', '09:15']);
		expect(times(press('resize', 'ArrowLeft', { shift: true }))).toEqual(['07:45', '09:00']);
		expect(times(resizeBy(grip, 'end', -4, scale))).toEqual(['08:00', '09:00']);
		expect(times(resizeBy(grip, 'start', 3, scale))).toEqual(['08:45', '09:00']);
	});

	it('is accepted by Enter and left by Escape', () => {
		expect(press('move', 'Enter')).toBe('accept');
		expect(press('resize', 'Escape')).toBe('leave');
		expect(press('resize', 'ArrowDown')).toBeUndefined();
	});
});

describe('rows', () => {
	it('are drawn in view and a few around', () => {
		expect(rowsInView(0, 480, 48, 200)).toEqual({ first: 0, end: 14 });
		expect(rowsInView(4800, 480, 48, 200)).toEqual({ first: 96, end: 114 });
		expect(rowsInView(9120, 480, 48, 200)).toEqual({ first: 186, end: 200 });
		expect(rowsInView(9120, 480, 48, 3)).toEqual({ first: 2, end: 3 });
	});

	it('keep the one with the focus', () => {
		expect(indicesOf({ first: 5, end: 8 }, 150)).toEqual([5, 6, 7, 150]);
		expect(indicesOf({ first: 5, end: 8 }, 6)).toEqual([5, 6, 7]);
	});
});
