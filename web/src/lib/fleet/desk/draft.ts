/** Damage while it is written down. */
import type { DamagePart, NewDamage } from './types';

export interface DamageDraft {
	part: DamagePart | '';
	description: string;
	/** Whether the vehicle can no longer be driven. */
	unusable: boolean;
	photos: Blob[];
}

export const nothingYet = (): DamageDraft => ({
	part: 'other',
	description: '',
	unusable: false,
	photos: [],
});

/** What is sent; the photos follow once the damage is known. */
export function toSend({ part, description, unusable }: DamageDraft): NewDamage {
	return { part: part || 'other', description: description.trim(), drivable: !unusable };
}

/** What was drafted for damage that is noted now: the words are the same, each once. */
export function draftOf<Noted extends { part: string; description: string }>(
	noted: Noted[],
	draft: DamageDraft,
): Noted | undefined {
	const { part, description } = toSend(draft);
	return noted.find((each) => each.part === part && each.description === description);
}
