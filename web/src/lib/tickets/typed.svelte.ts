/** Something half typed that is kept in this browser until it is sent: no reload loses it. */
export class Typed<T extends object> {
	#key: string;
	#empty: T;
	#value: T;

	constructor(name: string, empty: T) {
		this.#key = `intendant.typed.${name}`;
		this.#empty = empty;
		this.#value = $state.raw({ ...empty, ...this.#read() });
	}

	get value(): T {
		return this.#value;
	}

	set value(value: T) {
		this.#value = value;
		try {
			localStorage.setItem(this.#key, JSON.stringify(value));
		} catch {
			// No storage: it lives as long as the page.
		}
	}

	clear(): void {
		this.#value = this.#empty;
		try {
			localStorage.removeItem(this.#key);
		} catch {
			// Nothing was kept either.
		}
	}

	#read(): Partial<T> {
		try {
			return JSON.parse(localStorage.getItem(this.#key) ?? '{}') as Partial<T>;
		} catch {
			return {};
		}
	}
}
