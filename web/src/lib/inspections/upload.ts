/** Sends a report once, however often the form that holds it is sent. */
import { newKey, Problem } from '../api';
import { inspections } from './api';

export class Upload {
	#key = newKey();
	#sent: { file: File; title: string } | undefined;

	/** Adds it to the inspection, unless this very file was added under this title already. */
	async send(inspection: string, file: File | undefined, title: string): Promise<void> {
		if (!file || (this.#sent?.file === file && this.#sent.title === title)) return;
		try {
			await inspections.addReport(inspection, title, file, this.#key);
		} catch (error) {
			// What was refused is another wish once it is corrected; what may have arrived is the same.
			if (!(error instanceof Problem) || error.status !== 0) this.#key = newKey();
			throw error;
		}
		this.#sent = { file, title };
		this.#key = newKey();
	}
}
