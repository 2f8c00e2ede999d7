/** A series and its dates in other rooms, which are bookings of their own: everything is booked, or nothing. */
import { api, asProblem, type Booking, type BookingInput, type Problem } from '../api';

/** Nothing was booked, and why. */
export class NotTogether extends Error {
	constructor(
		readonly problem: Problem,
		/** The date in another room that was refused; none when it was the series itself. */
		readonly refused: BookingInput | undefined,
		/** What was booked before and could not be taken back. */
		readonly left: Booking[],
	) {
		super(problem.message);
		this.name = 'NotTogether';
	}
}

type Calls = Pick<typeof api, 'book' | 'cancelBooking'>;

/**
 * Books the other rooms first, then the series; when one is refused, what was booked is cancelled. When the server cannot
 * be reached nobody knows what it did: all stays, and the same key goes on where it stopped.
 */
export async function bookTogether(
	series: BookingInput,
	others: BookingInput[],
	key: string,
	{ book, cancelBooking }: Calls = api,
): Promise<Booking> {
	const booked: Booking[] = [];
	let asked: BookingInput | undefined;
	try {
		for (const [index, other] of others.entries()) {
			asked = other;
			booked.push(await book(other, `${key}-${index}`));
		}
		asked = undefined;
		return await book(series, key);
	} catch (error) {
		const problem = asProblem(error);
		if (problem.status === 0) throw problem;
		const left: Booking[] = [];
		for (const each of booked) await cancelBooking(each, '').catch(() => left.push(each));
		throw new NotTogether(problem, asked, left);
	}
}
