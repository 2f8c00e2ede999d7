/** Photos that follow what is saved already: a wish of its own each, so that one that is refused keeps none of the others back. */
import { asProblem, type Problem } from '../../api';
import { Once } from '../../api/once';

/** What a photo is called for whoever chose it. */
export const photoName = (photo: Blob): string => (photo instanceof File ? photo.name : '');

export class PhotoPost {
	#wishes = new WeakMap<Blob, Once>();
	/** Why the last one that was left was not taken. */
	problem: Problem | undefined;

	/** Sends each, and answers those that were not taken. */
	async send(photos: Blob[], call: (photo: Blob, key: string) => Promise<unknown>): Promise<Blob[]> {
		const left: Blob[] = [];
		for (const photo of photos) {
			try {
				await this.#wish(photo).send((key) => call(photo, key));
			} catch (error) {
				this.problem = asProblem(error);
				left.push(photo);
			}
		}
		return left;
	}

	#wish(photo: Blob): Once {
		const known = this.#wishes.get(photo) ?? new Once();
		this.#wishes.set(photo, known);
		return known;
	}
}
