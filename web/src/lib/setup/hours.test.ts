import { describe, expect, it } from 'vitest';
import { faultOf, hoursOf, weekOf } from './hours';

describe('the hours of a team', () => {
	it('come back as they were, midnight included', () => {
		const hours = {
			monday: [
				{ from: '08:00', to: '12:00' },
				{ from: '13:00', to: '24:00' },
			],
			tuesday: [],
			wednesday: [],
			thursday: [],
			friday: [],
			saturday: [],
			sunday: [],
			open_on_closed_days: true,
		};
		expect(weekOf(hours)[0]?.[1]).toEqual({ from: '13:00', to: '00:00' });
		expect(hoursOf(weekOf(hours), true)).toEqual(hours);
	});

	it('are told what is wrong with a day', () => {
		const day = (...spans: string[]) => spans.map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }));
		expect(faultOf(day('08:00-12:00', '12:00-17:00'))).toBeUndefined();
		expect(faultOf(day('13:00-17:00', '08:00-12:00'))).toBeUndefined();
		expect(faultOf(day('22:00-00:00'))).toBeUndefined();
		expect(faultOf(day('08:00-'))).toBe('unfinished');
		expect(faultOf(day('12:00-08:00'))).toBe('order');
		expect(faultOf(day('08:00-12:30', '12:00-17:00'))).toBe('overlap');
	});
});
