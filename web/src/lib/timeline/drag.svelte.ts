/** Dragging with a mouse, a pen or a finger: over free time, a bar, or one of its ends. */
import type { Stop } from './bars';
import { moveBy, resizeBy, type Grip } from './keys';
import { columnEnd, columnStart, columnUnder, type Scale } from './scale';
import type { Bar, Place } from './types';

/** A finger that stays so long takes hold; one that moves earlier scrolls. */
const HOLD_MS = 450;
/** A pointer that stays within this many pixels has not moved. */
const STILL = 5;
/** So near to an edge the timeline scrolls. */
const EDGE = 36;
const SCROLL = 14;

export type Hold = { what: 'add' } | { what: 'move' | 'start' | 'end'; bar: Bar };

interface Spot {
	x: number;
	y: number;
	row: number;
	column: number;
}

export interface Field {
	scale: Scale;
	rows: number;
	rowHeight: number;
	scroller: HTMLElement;
	/** Spans exactly the rows and the line of time. */
	lines: HTMLElement;
	/** The free stretch of a row around a column. */
	gap: (row: number, column: number) => Stop | undefined;
}

export interface Shadow {
	row: number;
	start: number;
	end: number;
	bar: Bar | undefined;
}

interface Ends {
	/** Something was dragged there. */
	drop: (hold: Hold, shadow: Shadow) => void;
	/** A finger stayed and left again. */
	press: (hold: Hold, at: { row: number; column: number }) => void;
	/** Given up by Escape or by the system. */
	leave: (hold: Hold) => void;
}

export class Drag {
	/** What is under way. */
	hold = $state.raw<Hold>();
	shadow = $state.raw<Shadow>();
	#from: Spot | undefined;
	#at = { x: 0, y: 0 };
	#waiting: Hold | undefined;
	#touch = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#frame = 0;
	/** The click that follows a drag is none. */
	#swallow = false;
	readonly #field: () => Field | undefined;
	readonly #ends: Ends;

	constructor(field: () => Field | undefined, ends: Ends) {
		this.#field = field;
		this.#ends = ends;
	}

	get active(): boolean {
		return this.hold !== undefined;
	}

	/** Whether a click belongs to a drag that has just ended. */
	swallows(): boolean {
		const was = this.#swallow;
		this.#swallow = false;
		return was;
	}

	begin(event: PointerEvent, hold: Hold, row: number): void {
		const field = this.#field();
		if (!field || event.button !== 0) return;
		this.#swallow = false;
		this.#from = { x: event.clientX, y: event.clientY, row, column: this.#column(field, event.clientX) };
		this.#at = { x: event.clientX, y: event.clientY };
		this.#waiting = hold;
		this.#touch = event.pointerType === 'touch';
		if (this.#touch) this.#timer = setTimeout(() => this.#start(), HOLD_MS);
	}

	move(event: PointerEvent): void {
		if (!this.#from) return;
		this.#at = { x: event.clientX, y: event.clientY };
		if (!this.active) {
			const moved = Math.hypot(event.clientX - this.#from.x, event.clientY - this.#from.y) > STILL;
			if (!moved) return;
			if (this.#touch) {
				this.#forget();
				return;
			}
			this.#start();
		}
		this.#update();
	}

	end(): void {
		clearTimeout(this.#timer);
		const { hold, shadow } = this;
		const from = this.#from;
		this.#forget();
		if (!hold || !from) return;
		this.#swallow = true;
		const still = Math.hypot(this.#at.x - from.x, this.#at.y - from.y) <= STILL;
		if (still) this.#ends.press(hold, from);
		else if (shadow) this.#ends.drop(hold, shadow);
	}

	leave(): void {
		const { hold } = this;
		this.#forget();
		if (!hold) return;
		this.#swallow = true;
		this.#ends.leave(hold);
	}

	#forget(): void {
		clearTimeout(this.#timer);
		cancelAnimationFrame(this.#frame);
		this.#from = undefined;
		this.#waiting = undefined;
		this.hold = undefined;
		this.shadow = undefined;
	}

	#start(): void {
		this.hold = this.#waiting;
		if (!this.hold) return;
		this.#update();
		this.#frame = requestAnimationFrame(() => this.#scroll());
	}

	#column(field: Field, x: number): number {
		const { left, width } = field.lines.getBoundingClientRect();
		return columnUnder(field.scale, (x - left) / width);
	}

	#row(field: Field, y: number): number {
		const { top } = field.lines.getBoundingClientRect();
		return Math.min(field.rows - 1, Math.max(0, Math.floor((y - top) / field.rowHeight)));
	}

	/** Near an edge the timeline moves on under the pointer. */
	#scroll(): void {
		const field = this.#field();
		if (!field || !this.hold) return;
		const box = field.scroller.getBoundingClientRect();
		const inner = field.lines.getBoundingClientRect();
		const left = Math.max(box.left, box.left + (field.lines.offsetLeft || 0));
		const by = (at: number, low: number, high: number) => (at < low + EDGE ? -1 : at > high - EDGE ? 1 : 0);
		const x = by(this.#at.x, left, box.right);
		const y = by(this.#at.y, Math.max(box.top, 0), Math.min(box.bottom, window.innerHeight));
		if ((x !== 0 || y !== 0) && inner.width > 0) {
			field.scroller.scrollBy(x * SCROLL, y * SCROLL);
			this.#update();
		}
		this.#frame = requestAnimationFrame(() => this.#scroll());
	}

	#update(): void {
		const field = this.#field();
		const from = this.#from;
		const hold = this.hold;
		if (!field || !from || !hold) return;
		const { scale } = field;
		const column = this.#column(field, this.#at.x);
		if (hold.what === 'add') {
			const gap = field.gap(from.row, from.column);
			if (!gap) return;
			const within = Math.min(Math.max(column, gap.column), gap.end - 1);
			this.shadow = {
				row: from.row,
				start: columnStart(scale, Math.min(from.column, within)),
				end: columnEnd(scale, Math.max(from.column, within)),
				bar: undefined,
			};
			return;
		}
		const { bar } = hold;
		const grip: Grip = { bar, what: 'move', row: from.row, start: bar.start, end: bar.end };
		const by = column - from.column;
		const moved =
			hold.what === 'move'
				? moveBy(grip, by, this.#row(field, this.#at.y) - from.row, field.rows, scale)
				: resizeBy(grip, hold.what, by, scale);
		this.shadow = { row: moved.row, start: moved.start, end: moved.end, bar };
	}
}

export const placeOfShadow = ({ start, end }: Shadow, row: string): Place => ({ row, start, end });
