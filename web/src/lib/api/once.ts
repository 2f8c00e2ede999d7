import { newKey } from './http';
import { Problem } from './problem';

/** Sends one wish under one key: sent again after an answer that got lost, it is still the same wish. */
export class Once {
	#key = newKey();

	async send<T>(call: (key: string) => Promise<T>): Promise<T> {
		try {
			const made = await call(this.#key);
			this.#key = newKey();
			return made;
		} catch (error) {
			// What was refused is another wish once it is corrected.
			if (!(error instanceof Problem) || error.status !== 0) this.#key = newKey();
			throw error;
		}
	}
}
