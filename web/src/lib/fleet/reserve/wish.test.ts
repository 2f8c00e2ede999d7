import { expect, test } from 'vitest';
import type { Reservation } from './types';
import { asked, changeOf, gone, missing, readWish, startingAt, wishOf, writeWish } from './wish';

const NOW = '2026-11-27T10:10';
const ZONE = 'Europe/Brussels';
const read = (address: string) => readWish(new URLSearchParams(address), NOW, 'home');

test('what is wished survives the address bar', () => {
	const wish = read(
		'date=2026-12-01&start=09:00&until=2026-12-03&end=12:00&site=s&people=4&luggage=150&km=300&zone=A&zone=B&child=1&step_free=true&driver=true',
	);
	expect(readWish(writeWish(wish), NOW, 'elsewhere')).toEqual(wish);
	expect(wish).toMatchObject({ by: 'need', people: 4, luggage: 150, km: 300, zones: ['A', 'B'] });
	const named = read('vehicle=v&end=12:00&start=09:00&date=2026-12-01');
	expect(readWish(writeWish(named), NOW, 'home')).toEqual(named);
	expect(named).toMatchObject({ by: 'vehicle', vehicle: 'v', until: '2026-12-01' });
});

test('nonsense in the address is what is usual', () => {
	expect(read('date=yesterday&start=9&people=0&km=-1&luggage=x')).toMatchObject({
		date: '2026-11-27',
		start: '10:30',
		until: '2026-11-27',
		end: '14:30',
		people: 1,
		km: undefined,
		luggage: 0,
		site: 'home',
	});
});

test('another start moves the end along, over midnight too', () => {
	const wish = read('date=2026-12-01&start=09:00&end=12:00');
	expect(startingAt(wish, '2026-12-02', '22:30')).toMatchObject({ until: '2026-12-03', end: '01:30' });
});

test('what is missing is not asked for', () => {
	expect(missing(read('date=2026-12-01&start=09:00&end=09:00'))).toBe('end');
	expect(missing(read('by=vehicle'))).toBe('vehicle');
	expect(missing(read('site='))).toBe('site');
	expect(missing(read(''))).toBeUndefined();
	expect(asked(read('date=2026-12-01&start=09:00&end=12:00&vehicle=v'), ZONE)).toEqual({
		vehicle_id: 'v',
		from: '2026-12-01T08:00:00.000Z',
		to: '2026-12-01T11:00:00.000Z',
		passengers: 1,
		luggage_l: 0,
		child_seats: 0,
		step_free: false,
		with_driver: false,
		zones: [],
	});
});

test('a way changes what it names and nothing else', () => {
	const wish = read('date=2026-12-01&start=09:00&end=12:00&vehicle=v&people=6&zone=A');
	const later = { from: '2026-12-01T12:00:00Z', to: '2026-12-01T15:00:00Z' };
	expect(gone(wish, later, ZONE)).toEqual({ ...wish, start: '13:00', end: '16:00' });
	expect(gone(wish, { vehicle_id: null }, ZONE)).toEqual({ ...wish, by: 'need', vehicle: '' });
	expect(gone(wish, { zones: [], passengers: 5 }, ZONE)).toEqual({ ...wish, zones: [], people: 5 });
});

test('only what differs is sent as a change', () => {
	const one = {
		from: '2026-12-01T08:00:00Z',
		to: '2026-12-01T11:00:00Z',
		time_zone: ZONE,
		by_name: true,
		vehicle: { id: 'v', site: { id: 's' } },
		need: { passengers: 2, luggage_l: 0, distance_km: 40, child_seats: 0, step_free: false, zones: ['A'] },
	} as unknown as Reservation;
	const before = wishOf(one);
	expect(before).toMatchObject({ date: '2026-12-01', start: '09:00', end: '12:00', vehicle: 'v' });
	expect(changeOf(before, before, ZONE)).toEqual({});
	const after = { ...before, end: '13:00', by: 'need' as const, vehicle: '', km: undefined, zones: [] };
	expect(changeOf(before, after, ZONE)).toEqual({
		to: '2026-12-01T12:00:00.000Z',
		vehicle_id: null,
		distance_km: null,
		zones: [],
	});
});
