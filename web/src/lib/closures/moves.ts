/** Which booking goes where: what is proposed, what somebody chose instead, and what is sent. */
import type { Move, Proposal } from './types';

/** A room that can be chosen for a booking. */
export interface Target {
	id: string;
	name: string;
	/** Whether somebody still has to agree. */
	asks: boolean;
}

/** One booking in one closed room: a booking that holds two of them is there twice. */
export function keyOf(item: Pick<Proposal, 'occurrence_id' | 'from'>): string {
	return `${item.occurrence_id}.${item.from}`;
}

function targetOf(place: NonNullable<Proposal['to']>): Target {
	return { id: place.bookable_id, name: place.name, asks: place.state === 'needs_approval' };
}

/** What can be chosen, the proposed one first, each once. */
export function targets(item: Proposal, more: Target[] = []): Target[] {
	const all = [...(item.to ? [targetOf(item.to)] : []), ...item.others.map(targetOf), ...more];
	return all.filter((each, index) => all.findIndex(({ id }) => id === each.id) === index);
}

/** Where it goes: what was chosen, else what is proposed. */
export function chosenFor(item: Proposal, choices: ReadonlyMap<string, string>): string {
	return choices.get(keyOf(item)) ?? item.to?.bookable_id ?? '';
}

/** The moves of those that have somewhere to go. */
export function movesOf(items: Proposal[], choices: ReadonlyMap<string, string>): Move[] {
	return items.flatMap((item) => {
		const to = chosenFor(item, choices);
		return to ? [{ occurrence_id: item.occurrence_id, from: item.from, to }] : [];
	});
}
