import { describe, expect, it } from 'vitest';
import { between, firstShape, middleOf, onPlan, pointsOf, polygonOf } from './shape';

const ELL = [
	{ x: 0, y: 0 },
	{ x: 40, y: 0 },
	{ x: 40, y: 10 },
	{ x: 10, y: 10 },
	{ x: 10, y: 40 },
	{ x: 0, y: 40 },
];

describe('outlines', () => {
	it('travel as a ring whose last point repeats the first, and come back as corners', () => {
		const polygon = polygonOf(ELL);
		expect(polygon.coordinates[0]).toHaveLength(7);
		expect(polygon.coordinates[0]?.at(-1)).toEqual([0, 0]);
		expect(pointsOf(polygon)).toEqual(ELL);
		expect(pointsOf(null)).toEqual([]);
	});

	it('have their name in the middle of their area, whichever way round they were drawn', () => {
		const square = firstShape(800, 400);
		expect(middleOf(square)).toEqual({ x: 400, y: 200 });
		expect(middleOf(square.toReversed())).toEqual({ x: 400, y: 200 });
		// The middle of the area, not of the corners.
		expect(middleOf(ELL).x).toBeCloseTo(13.57, 1);
		expect(
			middleOf([
				{ x: 5, y: 5 },
				{ x: 5, y: 5 },
			]),
		).toEqual({ x: 5, y: 5 });
	});

	it('stay on the plan, on whole units', () => {
		expect(onPlan({ x: -3.2, y: 900 }, 800, 500)).toEqual({ x: 0, y: 500 });
		expect(onPlan({ x: 12.6, y: 7.2 }, 800, 500)).toEqual({ x: 13, y: 7 });
	});

	it('get a new corner halfway to the next, also after the last', () => {
		expect(between(ELL, 0)).toEqual({ x: 20, y: 0 });
		expect(between(ELL, 5)).toEqual({ x: 0, y: 20 });
	});
});
