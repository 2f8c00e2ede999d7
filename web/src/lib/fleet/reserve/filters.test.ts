import { expect, test } from 'vitest';
import { addressOf, countFilters, queryOf, readFilters } from './filters';

const NOW = new Date('2026-12-02T10:00:00Z');
const read = (address: string) => readFilters(new URLSearchParams(address));
const query = (address: string) => queryOf(read(address), NOW, 'Europe/Brussels');

test('filters survive the address bar, and nonsense is left out', () => {
	const address = '/reservations?show=past&whose=all&site=s&vehicle=v&host=h&day=2026-12-01';
	expect(addressOf(read(address.split('?')[1] ?? ''))).toBe(address);
	expect(addressOf(read('show=tomorrow&day=never&whose=mine'))).toBe('/reservations');
	expect(countFilters(read('site=s&day=2026-12-01&show=past'))).toBe(2);
});

test('what is to come ends after now, what is past began before it, each from its own end', () => {
	expect(query('')).toMatchObject({ from: NOW.toISOString(), scope: 'mine', order: 'earliest' });
	expect(query('show=past')).toMatchObject({ to: NOW.toISOString(), order: 'latest' });
	expect(query('show=past').state).toContain('finished');
	expect(query('show=cancelled').state).not.toContain('confirmed');
});

test('a day is that of the clock of the site, and never reaches behind now', () => {
	expect(query('day=2026-12-05')).toMatchObject({
		from: '2026-12-04T23:00:00.000Z',
		to: '2026-12-05T23:00:00.000Z',
	});
	expect(query('day=2026-12-02').from).toBe(NOW.toISOString());
	expect(query('day=2026-12-02&show=past').to).toBe(NOW.toISOString());
});
