import { getLocale, isLocale, locales, overwriteGetLocale, type Locale } from './paraglide/runtime';

const KEY = 'intendant.language';

/** The languages by their own name, in the order in which they are offered. */
export const LANGUAGES: readonly { code: Locale; name: string }[] = [
	{ code: 'nl', name: 'Nederlands' },
	{ code: 'fr', name: 'Français' },
	{ code: 'de', name: 'Deutsch' },
	{ code: 'en', name: 'English' },
];

function initial(): Locale {
	try {
		const kept = localStorage.getItem(KEY);
		if (isLocale(kept)) return kept;
	} catch {
		// Storage may be closed to us; the browser's wish is good enough.
	}
	for (const wish of typeof navigator === 'undefined' ? [] : navigator.languages) {
		const code = wish.slice(0, 2).toLowerCase();
		if (isLocale(code)) return code;
	}
	return 'en';
}

let current = $state<Locale>('en');

/** Messages read this, so every text on the page follows the language at once. */
overwriteGetLocale(() => current);

export function startLanguage(): void {
	setLanguage(initial());
}

export function language(): Locale {
	return getLocale();
}

export function setLanguage(code: string): void {
	if (!isLocale(code)) return;
	current = code;
	document.documentElement.lang = code;
	try {
		localStorage.setItem(KEY, code);
	} catch {
		// Not kept on this machine; the person's own setting still is.
	}
}

export { locales };
