import { describe, expect, it } from 'vitest';
import {
	isDay,
	isTime,
	later,
	minutesBetween,
	minutesOf,
	minutesUntil,
	mondayOf,
	plusDays,
	plusMinutes,
	roundUp,
	wallAt,
	wallOf,
	weekday,
} from './wall';

const BRUSSELS = 'Europe/Brussels';

describe('wall time', () => {
	it('adds on the face of the clock, whatever the zone does', () => {
		expect(plusMinutes('2026-03-29T01:30', 60)).toBe('2026-03-29T02:30');
		expect(plusMinutes('2026-12-31T23:45', 30)).toBe('2027-01-01T00:15');
		expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
		expect(plusDays('2026-10-25', -1)).toBe('2026-10-24');
	});

	it('counts minutes between', () => {
		expect(minutesBetween('2026-10-25T01:00', '2026-10-25T04:00')).toBe(180);
		expect(minutesBetween('2026-12-01T14:00', '2026-12-01T13:15')).toBe(-45);
	});

	it('knows the days of the week', () => {
		expect(weekday('2026-11-23')).toBe(0);
		expect(weekday('2026-11-29')).toBe(6);
		expect(mondayOf('2026-11-29')).toBe('2026-11-23');
		expect(mondayOf('2026-11-23')).toBe('2026-11-23');
	});

	it('lasts as long as it says on the night when the clock is set back', () => {
		const evening = '2026-10-24T23:00';
		expect(later(evening, 240, BRUSSELS)).toBe('2026-10-25T02:00');
		expect(minutesUntil(evening, '03:00', BRUSSELS)).toBe(300);
		// 02:30 comes twice: the first is meant, and an hour later it is 02:30 again.
		expect(later('2026-10-25T02:30', 60, BRUSSELS)).toBe('2026-10-25T02:30');
		expect(minutesUntil('2026-10-25T01:30', '02:30', BRUSSELS)).toBe(60);
		expect(minutesUntil('2026-10-24T12:00', '12:00', BRUSSELS)).toBe(25 * 60);
	});

	it('lasts as long as it says on the night when the clock is set forward', () => {
		expect(later('2026-03-29T01:30', 60, BRUSSELS)).toBe('2026-03-29T03:30');
		expect(minutesUntil('2026-03-29T01:00', '04:00', BRUSSELS)).toBe(120);
		// 02:30 does not exist: the end of the gap is meant.
		expect(minutesUntil('2026-03-29T01:30', '02:30', BRUSSELS)).toBe(30);
		expect(later('2026-03-29T02:30', 30, BRUSSELS)).toBe('2026-03-29T03:30');
	});

	it('agrees with the wall on other days', () => {
		expect(later('2026-12-31T23:45', 30, BRUSSELS)).toBe('2027-01-01T00:15');
		expect(minutesUntil('2026-12-07T22:00', '23:30', BRUSSELS)).toBe(90);
		expect(minutesUntil('2026-12-07T22:00', '01:00', BRUSSELS)).toBe(180);
		expect(minutesUntil('2026-12-07T22:00', '22:00', BRUSSELS)).toBe(1440);
		expect(minutesOf('2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00')).toBe(60);
	});

	it('reads the clock of a zone', () => {
		expect(wallAt(new Date('2026-11-23T23:30:00Z'), 'Europe/Brussels')).toBe('2026-11-24T00:30');
		expect(wallAt(new Date('2026-07-01T22:00:00Z'), 'Europe/Brussels')).toBe('2026-07-02T00:00');
		expect(wallOf('2026-12-01T14:00:00+01:00')).toBe('2026-12-01T14:00');
		expect(wallOf('2026-12-01T13:00:00Z', 'Europe/Brussels')).toBe('2026-12-01T14:00');
	});

	it('rounds up to the grid and leaves what is on it', () => {
		expect(roundUp('2026-12-01T14:01', 15)).toBe('2026-12-01T14:15');
		expect(roundUp('2026-12-01T14:15', 15)).toBe('2026-12-01T14:15');
		expect(roundUp('2026-12-01T23:59', 30)).toBe('2026-12-02T00:00');
	});

	it('tells days and times from rubbish', () => {
		expect(isDay('2026-12-01')).toBe(true);
		expect(isDay('2026-13-01')).toBe(false);
		expect(isDay(null)).toBe(false);
		expect(isTime('23:59')).toBe(true);
		expect(isTime('24:00')).toBe(false);
	});
});
