/** What hangs where: the names behind a QR code in the chosen language. */
import { language } from '../i18n.svelte';
import type { QrPlace } from './types';

/** The thing itself, and the way to it. */
export function placeWords({ path, installation }: QrPlace): { place: string; path: string } {
	const steps = [...path, ...(installation ? [installation] : [])].map((names) => names[language()]);
	return { place: steps.at(-1) ?? '', path: steps.slice(0, -1).join(' › ') };
}
