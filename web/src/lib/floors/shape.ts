/** Outlines on a plan: points to draw with, and the rings that travel. */
import type { Polygon } from './types';

export interface Point {
	x: number;
	y: number;
}

/** The corners of an outline; a ring that travels repeats its first. */
export function pointsOf(outline: Polygon | null | undefined): Point[] {
	const ring = outline?.coordinates[0] ?? [];
	return ring.slice(0, -1).map(([x = 0, y = 0]) => ({ x, y }));
}

export function polygonOf(points: Point[]): Polygon {
	const ring = points.map(({ x, y }) => [x, y]);
	return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}

/** For the `points` of a drawing. */
export function pathOf(points: Point[]): string {
	return points.map(({ x, y }) => `${x},${y}`).join(' ');
}

/** A point on the plan nearest to where somebody pointed, on whole units. */
export function onPlan({ x, y }: Point, width: number, height: number): Point {
	const within = (value: number, most: number) => Math.min(Math.max(Math.round(value), 0), most);
	return { x: within(x, width), y: within(y, height) };
}

/** Where the name is written: the middle of the area, or of the corners where there is none. */
export function middleOf(points: Point[]): Point {
	let [area, x, y] = [0, 0, 0];
	points.forEach((a, index) => {
		const b = points[(index + 1) % points.length] ?? a;
		const cross = a.x * b.y - b.x * a.y;
		area += cross;
		x += (a.x + b.x) * cross;
		y += (a.y + b.y) * cross;
	});
	if (area !== 0) return { x: x / (3 * area), y: y / (3 * area) };
	const sum = points.reduce((all, each) => ({ x: all.x + each.x, y: all.y + each.y }), { x: 0, y: 0 });
	return { x: sum.x / (points.length || 1), y: sum.y / (points.length || 1) };
}

/** A first shape for whoever draws without a pointer: a quarter of the plan, in its middle. */
export function firstShape(width: number, height: number): Point[] {
	const [left, right] = [Math.round(width * 0.375), Math.round(width * 0.625)];
	const [top, bottom] = [Math.round(height * 0.375), Math.round(height * 0.625)];
	return [
		{ x: left, y: top },
		{ x: right, y: top },
		{ x: right, y: bottom },
		{ x: left, y: bottom },
	];
}

/** The width of the outline, for what is drawn in proportion to it. */
export function widthOf(points: Point[]): number {
	const all = points.map(({ x }) => x);
	return all.length > 0 ? Math.max(...all) - Math.min(...all) : 0;
}

/** A new corner after one that is there: halfway to the next. */
export function between(points: Point[], index: number): Point {
	const a = points[index] ?? { x: 0, y: 0 };
	const b = points[(index + 1) % points.length] ?? a;
	return { x: Math.round((a.x + b.x) / 2), y: Math.round((a.y + b.y) / 2) };
}
