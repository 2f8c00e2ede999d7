// Fails when a message is missing, empty, unknown or takes other inputs in one of the languages,
// and when a message is used nowhere. Paraglide itself falls back silently to the base language.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { baseLocale, locales } = JSON.parse(readFileSync(join(root, 'project.inlang/settings.json'), 'utf8'));

/** The names in braces that a text takes. */
function inputs(text) {
	return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
}

/** All texts of one message: one, or one per variant. */
function texts(message) {
	return typeof message === 'string' ? [message] : message.flatMap((part) => Object.values(part.match));
}

function declared(message) {
	const all =
		typeof message === 'string'
			? inputs(message)
			: message.flatMap((part) =>
					part.declarations.filter((d) => d.startsWith('input ')).map((d) => d.slice(6)),
				);
	return [...new Set(all)].sort().join(',');
}

function sources(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'paraglide' ? [] : sources(path);
		return /\.(svelte|ts)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
	});
}

/** Every fault of the catalogues as a line of text. */
export function messageFaults() {
	const catalogues = Object.fromEntries(
		locales.map((locale) => [
			locale,
			JSON.parse(readFileSync(join(root, `messages/${locale}.json`), 'utf8')),
		]),
	);
	const faults = [];
	const base = catalogues[baseLocale];
	const code = sources(join(root, 'src')).join('\n');
	const used = new Set([...code.matchAll(/\bm\.(\w+)/g)].map((match) => match[1]));
	for (const locale of locales) {
		const catalogue = catalogues[locale];
		for (const key of Object.keys(base)) {
			const message = catalogue[key];
			if (message === undefined) faults.push(`${locale}: "${key}" is missing`);
			else if (texts(message).some((text) => text.trim() === '')) faults.push(`${locale}: "${key}" is empty`);
			else if (declared(message) !== declared(base[key]))
				faults.push(
					`${locale}: "${key}" takes {${declared(message)}}, ${baseLocale} takes {${declared(base[key])}}`,
				);
		}
		for (const key of Object.keys(catalogue))
			if (!(key in base)) faults.push(`${locale}: "${key}" is not in ${baseLocale}`);
	}
	for (const key of Object.keys(base))
		if (!key.startsWith('$') && !used.has(key)) faults.push(`"${key}" is used nowhere`);
	for (const key of used) if (!(key in base)) faults.push(`"${key}" is used but exists in no catalogue`);
	return faults;
}

/** Throws with all faults when there are any. */
export function assertMessages() {
	const faults = messageFaults();
	if (faults.length > 0) throw new Error(`messages:\n  ${faults.join('\n  ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const faults = messageFaults();
	for (const fault of faults) console.error(fault);
	if (faults.length > 0) process.exit(1);
}
