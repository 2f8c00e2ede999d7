import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import type { Booking, BookingInput } from '../api/types';
import { bookTogether, NotTogether } from './together';

const wish = (title: string) => ({ title }) as BookingInput;
const OTHERS = [wish('first'), wish('second')];

/** A server that refuses some titles, and what it has been asked. */
function server(refusals: Record<string, number>, stuck: string[] = []) {
	const log: string[] = [];
	return {
		log,
		book: async (body: BookingInput, key: string) => {
			log.push(`book ${body.title} ${key}`);
			const status = refusals[body.title];
			if (status !== undefined) throw new Problem(status);
			return { id: body.title } as Booking;
		},
		cancelBooking: async (booking: Booking) => {
			log.push(`cancel ${booking.id}`);
			if (stuck.includes(booking.id)) throw new Problem(503);
			return booking;
		},
	};
}

describe('a series with dates in other rooms', () => {
	it('is booked after them', async () => {
		const calls = server({});
		expect((await bookTogether(wish('series'), OTHERS, 'k', calls)).id).toBe('series');
		expect(calls.log).toEqual(['book first k-0', 'book second k-1', 'book series k']);
	});

	it('is not booked when one of them is refused, and what was booked is taken back', async () => {
		const calls = server({ second: 409 });
		const answer = await bookTogether(wish('series'), OTHERS, 'k', calls).catch((error) => error);
		expect(answer).toBeInstanceOf(NotTogether);
		expect(answer).toMatchObject({ refused: { title: 'second' }, left: [], problem: { status: 409 } });
		expect(calls.log).toEqual(['book first k-0', 'book second k-1', 'cancel first']);
	});

	it('takes them back when it is refused itself, and says which could not be', async () => {
		const calls = server({ series: 409 }, ['first']);
		const answer = await bookTogether(wish('series'), OTHERS, 'k', calls).catch((error) => error);
		expect(answer).toMatchObject({ refused: undefined, left: [{ id: 'first' }] });
		expect(calls.log.slice(-2)).toEqual(['cancel first', 'cancel second']);
	});

	it('takes nothing back while the server is out of reach: the same key goes on', async () => {
		const calls = server({ series: 0 });
		const answer = await bookTogether(wish('series'), OTHERS, 'k', calls).catch((error) => error);
		expect(answer).toBeInstanceOf(Problem);
		expect(calls.log).toEqual(['book first k-0', 'book second k-1', 'book series k']);
	});
});
