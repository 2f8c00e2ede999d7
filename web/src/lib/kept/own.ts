/**
 * Short things that belong to one person and outlive a reload: half-typed text, places they reported from. Kept under
 * the person's name, so that nobody else at this screen is shown them, and forgotten when they sign out.
 */
const keyOf = (person: string, name: string) => `intendant.of.${person || 'guest'}.${name}`;

export function readOwn<T>(person: string, name: string): T | undefined {
	try {
		return (JSON.parse(localStorage.getItem(keyOf(person, name)) ?? 'null') as T | null) ?? undefined;
	} catch {
		return undefined;
	}
}

export function writeOwn(person: string, name: string, value: unknown): void {
	try {
		localStorage.setItem(keyOf(person, name), JSON.stringify(value));
	} catch {
		// No storage: it lives as long as the page.
	}
}

export function dropOwn(person: string, name: string): void {
	try {
		localStorage.removeItem(keyOf(person, name));
	} catch {
		// Nothing was kept either.
	}
}

export function forgetOwn(person: string): void {
	try {
		drop(localStorage, keyOf(person, ''));
		// What was half typed for a booking lives in the tab, whoever typed it.
		drop(sessionStorage, 'intendant.');
	} catch {
		// Nothing was kept either.
	}
}

function drop(from: Storage, prefix: string): void {
	for (const key of Object.keys(from)) if (key.startsWith(prefix)) from.removeItem(key);
}
