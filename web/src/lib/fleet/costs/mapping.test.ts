import { describe, expect, it } from 'vitest';
import { EMPTY, fits, guess, linesOf, pairsOf } from './mapping';

describe('the mapping of a statement', () => {
	it('is guessed by the heads, each of them once', () => {
		expect(
			guess(['Ticket', 'Datum', 'Uur', 'Nummerplaat', 'Product', 'Volume', 'Bedrag', 'Km', 'Station']),
		).toEqual({
			day: 'Datum',
			time: 'Uur',
			plate: 'Nummerplaat',
			kind: 'Product',
			quantity: 'Volume',
			amount: 'Bedrag',
			odometer: 'Km',
			station: 'Station',
			reference: 'Ticket',
		});
		expect(guess(['a', 'b'])).toEqual({ day: '', quantity: '', amount: '' });
	});

	it('fits a file that has its heads', () => {
		const mapping = { ...EMPTY, columns: { day: 'Datum', quantity: 'Volume', amount: 'BEDRAG', time: null } };
		expect(fits(mapping, ['datum ', 'Volume', 'Bedrag', 'x'])).toBe(true);
		expect(fits(mapping, ['Datum', 'Volume'])).toBe(false);
	});

	it('takes words line by line', () => {
		const pairs = pairsOf('Diesel B7 = diesel\nnonsense\nAC = electricity');
		expect(pairs).toEqual({ 'Diesel B7': 'diesel', AC: 'electricity' });
		expect(pairsOf(linesOf(pairs))).toEqual(pairs);
	});
});
