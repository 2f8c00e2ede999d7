/** Moving a bar: what it would do is asked first, then it is done as long as nobody else changed it, and can be taken back. */
import { announcer } from '../announce.svelte';
import { asProblem, isAbort, type Problem } from '../api';
import { m } from '../paraglide/messages';
import { isMoved, type Grip } from './keys';
import type { Answer, Bar, Place, Row, Source } from './types';

export interface Move {
	bar: Bar;
	to: Place;
}

/** What is asked of the person before it is done. */
export interface Question extends Move {
	answer: Answer | undefined;
	problem: Problem | undefined;
}

interface Context {
	source: Source;
	zone: string;
	rows: Row[];
	/** When it is, in words. */
	words: (place: Place) => string;
	reload: () => Promise<unknown>;
}

export class Mover {
	/** Moved by keys or buttons, not yet let go. */
	grip = $state.raw<Grip>();
	/** Let go; the server is asked, or does it. */
	underway = $state.raw<Move>();
	question = $state.raw<Question>();
	busy = $state(false);
	#last: Move | undefined;
	#asking: AbortController | undefined;
	readonly #context: () => Context;

	constructor(context: () => Context) {
		this.#context = context;
	}

	/** Where something is or goes, in words. */
	words(place: Place): string {
		const { rows, words } = this.#context();
		const row = rows.find((each) => each.id === place.row)?.name ?? '';
		return row ? `${row}, ${words(place)}` : words(place);
	}

	take(grip: Grip): void {
		this.grip = grip;
	}

	change(grip: Grip): void {
		this.grip = grip;
	}

	leave(): void {
		const grip = this.grip;
		this.grip = undefined;
		if (grip) announcer.say(m.tl_left({ what: grip.bar.title }));
	}

	async accept(): Promise<void> {
		const grip = this.grip;
		const row = grip && this.#context().rows[grip.row];
		this.grip = undefined;
		if (!grip || !row) return;
		if (isMoved(grip, row.id)) await this.drop(grip.bar, { row: row.id, start: grip.start, end: grip.end });
		else announcer.say(m.tl_left({ what: grip.bar.title }));
	}

	/** Let go somewhere: done at once where nothing speaks against it, else the person is asked. */
	async drop(bar: Bar, to: Place): Promise<void> {
		this.#asking?.abort();
		const asking = new AbortController();
		this.#asking = asking;
		this.question = undefined;
		this.underway = { bar, to };
		announcer.say(m.tl_asking({ what: bar.title, where: this.words(to) }));
		const { source, zone } = this.#context();
		try {
			const answer = await source.ask(bar, to, zone, asking.signal);
			if (this.#asking !== asking) return;
			if (answer.fits && answer.remarks.length === 0) await this.#do(bar, to, answer);
			else this.question = { bar, to, answer, problem: undefined };
		} catch (error) {
			if (this.#asking !== asking || isAbort(error)) return;
			this.question = { bar, to, answer: undefined, problem: asProblem(error) };
		}
	}

	/** What was asked is agreed to. */
	async agree(): Promise<void> {
		const question = this.question;
		if (question?.answer?.fits && !this.busy) await this.#do(question.bar, question.to, question.answer);
	}

	/** Everything stays as it is. */
	stay(): void {
		this.#asking?.abort();
		this.#asking = undefined;
		this.question = undefined;
		this.underway = undefined;
	}

	/** Asks again about the same place, after a refusal or with what others made of it meanwhile. */
	async again(fresh: Bar | undefined): Promise<void> {
		const question = this.question;
		if (question) await this.drop(fresh ?? question.bar, question.to);
	}

	get mayUndo(): boolean {
		return this.#last !== undefined;
	}

	/** Takes the last move back. */
	async undo(): Promise<void> {
		const last = this.#last;
		if (!last || this.busy) return;
		this.#last = undefined;
		this.underway = last;
		await this.#do(last.bar, last.to, undefined);
	}

	async #do(bar: Bar, to: Place, answer: Answer | undefined): Promise<void> {
		const { source, zone, reload } = this.#context();
		this.busy = true;
		try {
			const version = await source.move(bar, to, zone, answer?.plan);
			this.question = undefined;
			const back = { row: bar.row, start: bar.start, end: bar.end };
			this.#last = answer && { bar: { ...bar, ...to, version }, to: back };
			const text = (answer ? m.tl_moved : m.tl_undone)({ what: bar.title, where: this.words(to) });
			announcer.note(text, 'ok', answer && { text: m.tl_undo(), run: () => void this.undo() });
			await reload();
			this.underway = undefined;
		} catch (error) {
			const problem = asProblem(error);
			// The bar goes back to its place; what stands there now is shown as the others made it.
			this.question = { bar, to, answer: undefined, problem };
			if ([409, 412].includes(problem.status)) void reload();
		} finally {
			this.busy = false;
		}
	}
}
