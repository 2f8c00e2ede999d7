import { describe, expect, it } from 'vitest';
import { allClosed, endOf, readSearch, startOf, usualStart, writeSearch } from './search';

const NOW = '2026-11-23T10:07';

function read(query: string) {
	return readSearch(new URLSearchParams(query), NOW, 'home');
}

describe('a search in the address bar', () => {
	it('starts with the next half hour at the own site', () => {
		const search = read('');
		expect(startOf(search)).toBe('2026-11-23T10:30');
		expect(endOf(search, 'Europe/Brussels')).toBe('2026-11-23T11:30');
		expect(search.site).toBe('home');
		expect(search.repeat.frequency).toBe('none');
	});

	it('offers the morning after hours', () => {
		expect(usualStart('2026-11-23T18:10')).toBe('2026-11-24T09:00');
		expect(usualStart('2026-11-23T23:50')).toBe('2026-11-24T09:00');
		expect(usualStart('2026-11-24T03:00')).toBe('2026-11-24T09:00');
		expect(usualStart('2026-11-24T10:30')).toBe('2026-11-24T11:00');
	});

	it('comes back as it was written', () => {
		const query =
			'date=2026-12-07&start=14%3A00&minutes=90&people=12&site=s1&feature=a&feature=b&q=lila&repeat=FREQ%3DWEEKLY%3BBYDAY%3DMO%3BCOUNT%3D10&view=day&room=r1';
		expect(writeSearch(read(query)).toString()).toBe(query);
	});

	it('keeps "everywhere" apart from "nothing said"', () => {
		expect(read('site=').site).toBe('');
		expect(writeSearch(read('site=')).get('site')).toBe('');
	});

	it('does not believe rubbish', () => {
		const search = read('date=2026-02-31x&start=25:00&minutes=-3&people=1e9&repeat=FREQ=SECONDLY');
		expect(startOf(search)).toBe('2026-11-23T10:30');
		expect(search.minutes).toBe(60);
		expect(search.people).toBe(4);
		expect(search.repeat.frequency).toBe('none');
	});

	it('takes the longest day', () => {
		expect(read('minutes=1500').minutes).toBe(1500);
		expect(read('minutes=1501').minutes).toBe(60);
	});
});

describe('the hour at which no room is to be had', () => {
	function offer(...codes: string[]) {
		return {
			findings: codes.map((code) => ({ code, severity: 'refusal' as const, data: {}, text: '' })),
		};
	}

	it('is outside hours when every room is closed, whatever else is wrong with one', () => {
		expect(allClosed([offer('outside_hours'), offer('off_grid', 'outside_hours'), offer('closed_day')])).toBe(
			true,
		);
	});

	it('is not when a room is open and taken, nor when there are no rooms', () => {
		expect(allClosed([offer('outside_hours'), offer('occupied')])).toBe(false);
		expect(allClosed([])).toBe(false);
	});

	it('is not when somebody may book in spite of the hours', () => {
		const notice = { code: 'outside_hours', severity: 'notice' as const, data: {}, text: '' };
		expect(allClosed([{ findings: [notice] }])).toBe(false);
	});
});
