import { describe, expect, it } from 'vitest';
import { faultOf, minutesOf, rowOf, setOf, timeOf, type Row } from './levels';

const row: Row = { priority: 'high', own: true, acknowledge: '0:30', fix: '4:00', warn: '1:00' };

describe('service levels', () => {
	it('are written in hours and minutes', () => {
		expect([timeOf(245), timeOf(30), timeOf(0), timeOf(10_800)]).toEqual(['4:05', '0:30', '0:00', '180:00']);
		expect(['4:05', ' 4 ', '0:30', '180:00'].map(minutesOf)).toEqual([245, 240, 30, 10_800]);
		expect(['', 'x', '4:60', '4:5', '-1', '1.5'].map(minutesOf)).toEqual(Array(6).fill(undefined));
	});

	it('say what is wrong and where', () => {
		expect(faultOf(row)).toBeUndefined();
		expect(faultOf({ ...row, own: false, fix: 'x' })).toBeUndefined();
		expect(faultOf({ ...row, fix: 'x' })).toEqual({ part: 'fix', fault: 'time' });
		expect(faultOf({ ...row, acknowledge: '0:00' })).toEqual({ part: 'acknowledge', fault: 'none' });
		expect(faultOf({ ...row, fix: '0:15' })).toEqual({ part: 'fix', fault: 'fix_before' });
		expect(faultOf({ ...row, warn: '4:01' })).toEqual({ part: 'warn', fault: 'warn_before' });
	});

	it('are sent where they are of their own', () => {
		const level = {
			priority: 'low',
			own: false,
			acknowledge_minutes: 1,
			fix_minutes: 2,
			warn_minutes: 0,
		} as const;
		expect(setOf([row, rowOf(level)])).toEqual([
			{ priority: 'high', acknowledge_minutes: 30, fix_minutes: 240, warn_minutes: 60 },
		]);
	});
});
