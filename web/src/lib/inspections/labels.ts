/** Words, shapes and colours for inspections and their rules. */
import type { Label } from '../booking/labels';
import { m } from '../paraglide/messages';
import type { IconName } from '../ui/Icon.svelte';
import type {
	Applies,
	InspectionResult,
	InspectionState,
	InspectionVerb,
	Performer,
	Regime,
	RemarkState,
	Standing,
} from './types';

const STATE: Record<InspectionState, () => Label> = {
	planned: () => ({ tone: 'wait', icon: 'wait', text: m.insp_state_planned() }),
	scheduled: () => ({ tone: 'accent', icon: 'calendar', text: m.insp_state_scheduled() }),
	performed: () => ({ tone: 'wait', icon: 'search', text: m.insp_state_performed() }),
	conform: () => ({ tone: 'ok', icon: 'check', text: m.insp_state_conform() }),
	conform_with_remarks: () => ({ tone: 'wait', icon: 'alert', text: m.insp_state_conform_with_remarks() }),
	non_conform: () => ({ tone: 'bad', icon: 'stop', text: m.insp_state_non_conform() }),
	dropped: () => ({ tone: 'plain', icon: 'close', text: m.insp_state_dropped() }),
};
export const STATES = Object.keys(STATE) as InspectionState[];

export function inspectionLabel(state: InspectionState): Label {
	return STATE[state]();
}

/** `in 9 days`, `today`, `12 days late`. */
export function daysWords(left: number): string {
	if (left === 0) return m.insp_due_today();
	return left > 0 ? m.insp_days_left({ count: left }) : m.insp_days_late({ count: -left });
}

const STANDING: Record<Standing, () => Label> = {
	overdue: () => ({ tone: 'bad', icon: 'alert', text: m.insp_overdue() }),
	due: () => ({ tone: 'wait', icon: 'clock', text: m.insp_due() }),
	ahead: () => ({ tone: 'ok', icon: 'check', text: m.insp_ahead() }),
	unknown: () => ({ tone: 'plain', icon: 'search', text: m.insp_unknown() }),
};
export const STANDINGS = Object.keys(STANDING) as Standing[];

/** How something stands to the day on which it is due, with the days that are left where there is such a day. */
export function standingLabel(standing: Standing, left?: number | null): Label {
	const label = STANDING[standing]();
	return typeof left === 'number' ? { ...label, text: daysWords(left) } : label;
}

const PERFORMER: Record<Performer, () => string> = {
	accredited_body: () => m.insp_by_accredited_body(),
	accredited_technician: () => m.insp_by_accredited_technician(),
	competent_person: () => m.insp_by_competent_person(),
	own_staff: () => m.insp_by_own_staff(),
};
export const PERFORMERS = Object.keys(PERFORMER) as Performer[];

export function performerWord(performer: Performer): string {
	return PERFORMER[performer]();
}

const APPLIES: Record<Applies, () => string> = {
	always: () => m.regime_applies_always(),
	with_contract: () => m.regime_applies_with_contract(),
	without_contract: () => m.regime_applies_without_contract(),
};
export const APPLIES_TO = Object.keys(APPLIES) as Applies[];

export function appliesWord(applies: Applies): string {
	return APPLIES[applies]();
}

const REMARK: Record<RemarkState, () => Label> = {
	open: () => ({ tone: 'bad', icon: 'alert', text: m.remark_state_open() }),
	work_order: () => ({ tone: 'accent', icon: 'tool', text: m.remark_state_work_order() }),
	cleared: () => ({ tone: 'ok', icon: 'check', text: m.remark_state_cleared() }),
};

export function remarkLabel(state: RemarkState): Label {
	return REMARK[state]();
}

/** What can be found, each with what it means. */
export const RESULTS: { result: InspectionResult; hint: () => string }[] = [
	{ result: 'conform', hint: m.insp_result_conform_hint },
	{ result: 'conform_with_remarks', hint: m.insp_result_conform_with_remarks_hint },
	{ result: 'non_conform', hint: m.insp_result_non_conform_hint },
];

const VERB: Record<InspectionVerb, { text: () => string; icon: IconName }> = {
	schedule: { text: m.insp_do_schedule, icon: 'calendar' },
	perform: { text: m.insp_do_perform, icon: 'check' },
	judge: { text: m.insp_do_judge, icon: 'approve' },
	drop: { text: m.insp_do_drop, icon: 'close' },
};

/** The button of a move; one that was made before says that it is made once more. */
export function verbLabel(verb: InspectionVerb, state: InspectionState): { text: string; icon: IconName } {
	const { text, icon } = VERB[verb];
	return { text: verb === 'schedule' && state === 'scheduled' ? m.insp_do_reschedule() : text(), icon };
}

/** What brings an inspection on; the other moves stand beside it. */
export function isNext(verb: InspectionVerb, state: InspectionState): boolean {
	const next: Partial<Record<InspectionState, InspectionVerb>> = {
		planned: 'schedule',
		scheduled: 'perform',
		performed: 'judge',
	};
	return next[state] === verb;
}

/** The way of an inspection, and where it stands on it. */
export function stepsOf(state: InspectionState): { text: string; done: boolean; now: boolean }[] {
	const order: InspectionState[][] = [
		['planned'],
		['scheduled'],
		['performed'],
		['conform', 'conform_with_remarks', 'non_conform'],
	];
	const at = order.findIndex((states) => states.includes(state));
	const last = order.length - 1;
	const texts = [
		m.insp_state_planned(),
		m.insp_state_scheduled(),
		m.insp_step_performed(),
		at === last ? inspectionLabel(state).text : m.insp_step_result(),
	];
	return texts.map((text, index) => ({
		text,
		done: index < at || (index === at && index === last),
		now: index === at,
	}));
}

/** `every 6 months`, `every 15 years`. */
export function monthsWords(months: number): string {
	return months % 12 === 0
		? m.regime_every_years({ count: months / 12 })
		: m.regime_every_months({ count: months });
}

export type Validity = 'now' | 'later' | 'over';

/** How a version of a rule stands on a day. */
export function validityOf(
	{ valid_from, valid_to }: Pick<Regime, 'valid_from' | 'valid_to'>,
	today: string,
): Validity {
	if (valid_from > today) return 'later';
	return valid_to && valid_to < today ? 'over' : 'now';
}

const VALIDITY: Record<Validity, () => Label> = {
	now: () => ({ tone: 'ok', icon: 'check', text: m.regime_holds_now() }),
	later: () => ({ tone: 'wait', icon: 'calendar', text: m.regime_holds_later() }),
	over: () => ({ tone: 'plain', icon: 'close', text: m.regime_is_over() }),
};

export function validityLabel(validity: Validity): Label {
	return VALIDITY[validity]();
}
