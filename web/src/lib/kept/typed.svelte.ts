import { me } from '../session.svelte';
import { dropOwn, readOwn, writeOwn } from './own';

/** Something half typed that is kept in this browser until it is sent: no reload loses it. */
export class Typed<T extends object> {
	#person = me.person?.id ?? '';
	#name: string;
	#empty: T;
	#value: T;

	constructor(name: string, empty: T) {
		this.#name = `typed.${name}`;
		this.#empty = empty;
		this.#value = $state.raw({ ...empty, ...readOwn<Partial<T>>(this.#person, this.#name) });
	}

	get value(): T {
		return this.#value;
	}

	set value(value: T) {
		this.#value = value;
		writeOwn(this.#person, this.#name, value);
	}

	clear(): void {
		this.#value = this.#empty;
		dropOwn(this.#person, this.#name);
	}
}
