/** Rules with their versions, as the list shows them. */
import { validityOf } from './labels';
import type { Regime } from './types';

/** All versions of a rule, the one to look at first: that in force, else the next, else the last. */
export interface Rule {
	code: string;
	shown: Regime;
	others: Regime[];
}

/** Versions by their code, in the order in which the codes come; within a rule the newest first. */
export function rulesOf(regimes: readonly Regime[], today: string): Rule[] {
	const codes = [...new Set(regimes.map((each) => each.code))];
	return codes.flatMap((code) => {
		const newest = regimes
			.filter((each) => each.code === code)
			.sort((a, b) => b.valid_from.localeCompare(a.valid_from));
		const upcoming = newest.findLast((each) => validityOf(each, today) === 'later');
		const shown = newest.find((each) => validityOf(each, today) === 'now') ?? upcoming ?? newest[0];
		return shown ? [{ code, shown, others: newest.filter((each) => each !== shown) }] : [];
	});
}
