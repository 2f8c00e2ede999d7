/** Words, shapes and colours for what maintenance knows. */
import type { Label } from '../booking/labels';
import { m } from '../paraglide/messages';
import type { IconName } from '../ui/Icon.svelte';
import type { Part } from './edit';
import type { Clock, Impact, Kind, Priority, Scope, TicketState, Urgency, Verb, WorkKind } from './types';

const STATE: Record<TicketState, () => Label> = {
	new: () => ({ tone: 'wait', icon: 'alert', text: m.ticket_state_new() }),
	triaged: () => ({ tone: 'plain', icon: 'search', text: m.ticket_state_triaged() }),
	planned: () => ({ tone: 'plain', icon: 'calendar', text: m.ticket_state_planned() }),
	assigned: () => ({ tone: 'accent', icon: 'people', text: m.ticket_state_assigned() }),
	in_progress: () => ({ tone: 'accent', icon: 'arrow', text: m.ticket_state_in_progress() }),
	on_hold: () => ({ tone: 'wait', icon: 'wait', text: m.ticket_state_on_hold() }),
	done: () => ({ tone: 'ok', icon: 'check', text: m.ticket_state_done() }),
	verified: () => ({ tone: 'ok', icon: 'approve', text: m.ticket_state_verified() }),
	closed: () => ({ tone: 'plain', icon: 'check', text: m.ticket_state_closed() }),
	rejected: () => ({ tone: 'plain', icon: 'close', text: m.ticket_state_rejected() }),
	duplicate: () => ({ tone: 'plain', icon: 'repeat', text: m.ticket_state_duplicate() }),
	cancelled: () => ({ tone: 'plain', icon: 'close', text: m.ticket_state_cancelled() }),
	cannot_complete: () => ({ tone: 'bad', icon: 'stop', text: m.ticket_state_cannot_complete() }),
	reopened: () => ({ tone: 'wait', icon: 'repeat', text: m.ticket_state_reopened() }),
};

export function stateLabel(state: TicketState): Label {
	return STATE[state]();
}

const PRIORITY: Record<Priority, () => string> = {
	critical: () => m.ticket_priority_critical(),
	high: () => m.ticket_priority_high(),
	medium: () => m.ticket_priority_medium(),
	low: () => m.ticket_priority_low(),
};

export function priorityWord(priority: Priority): string {
	return PRIORITY[priority]();
}

const KIND: Record<Kind, () => string> = {
	fault: () => m.ticket_kind_fault(),
	request: () => m.ticket_kind_request(),
	preventive: () => m.ticket_kind_preventive(),
	inspection: () => m.ticket_kind_inspection(),
	remark: () => m.ticket_kind_remark(),
};
export const KINDS = Object.keys(KIND) as Kind[];

export function kindWord(kind: Kind): string {
	return KIND[kind]();
}

const IMPACT: Record<Impact, () => string> = {
	person: () => m.ticket_impact_person(),
	room: () => m.ticket_impact_room(),
	floor: () => m.ticket_impact_floor(),
	building: () => m.ticket_impact_building(),
};
export const IMPACTS = Object.keys(IMPACT) as Impact[];

export function impactWord(impact: Impact): string {
	return IMPACT[impact]();
}

const URGENCY: Record<Urgency, () => string> = {
	can_wait: () => m.ticket_urgency_can_wait(),
	hinders: () => m.ticket_urgency_hinders(),
	stops_work: () => m.ticket_urgency_stops_work(),
	danger: () => m.ticket_urgency_danger(),
};
export const URGENCIES = Object.keys(URGENCY) as Urgency[];

export function urgencyWord(urgency: Urgency): string {
	return URGENCY[urgency]();
}

const PART: Record<Part, () => string> = {
	title: () => m.report_line(),
	description: () => m.description(),
	place: () => m.report_place(),
	installation: () => m.ticket_installation(),
	impact: () => m.ticket_impact(),
	urgency: () => m.ticket_urgency(),
};

/** What a part of a report is called. */
export function partWord(part: Part): string {
	return PART[part]();
}

interface VerbLabel {
	/** The button. */
	text: () => string;
	/** What then happens, where that is not plain. */
	hint: () => string;
	/** What the timeline says. */
	past: () => string;
	icon: IconName;
}

const VERB: Record<Verb, VerbLabel> = {
	triage: { text: m.ticket_do_triage, hint: m.ticket_hint_triage, past: m.ticket_did_triage, icon: 'search' },
	plan: { text: m.ticket_do_plan, hint: m.ticket_hint_plan, past: m.ticket_did_plan, icon: 'calendar' },
	assign: { text: m.ticket_do_assign, hint: m.ticket_hint_assign, past: m.ticket_did_assign, icon: 'people' },
	start: { text: m.ticket_do_start, hint: m.ticket_hint_start, past: m.ticket_did_start, icon: 'arrow' },
	hold: { text: m.ticket_do_hold, hint: m.ticket_hint_hold, past: m.ticket_did_hold, icon: 'wait' },
	resume: { text: m.ticket_do_resume, hint: m.ticket_hint_resume, past: m.ticket_did_resume, icon: 'arrow' },
	complete: {
		text: m.ticket_do_complete,
		hint: m.ticket_hint_complete,
		past: m.ticket_did_complete,
		icon: 'check',
	},
	cannot_complete: {
		text: m.ticket_do_cannot_complete,
		hint: m.ticket_hint_cannot_complete,
		past: m.ticket_did_cannot_complete,
		icon: 'stop',
	},
	verify: {
		text: m.ticket_do_verify,
		hint: m.ticket_hint_verify,
		past: m.ticket_did_verify,
		icon: 'approve',
	},
	close: { text: m.ticket_do_close, hint: m.ticket_hint_close, past: m.ticket_did_close, icon: 'check' },
	reopen: { text: m.ticket_do_reopen, hint: m.ticket_hint_reopen, past: m.ticket_did_reopen, icon: 'repeat' },
	reject: { text: m.ticket_do_reject, hint: m.ticket_hint_reject, past: m.ticket_did_reject, icon: 'close' },
	mark_duplicate: {
		text: m.ticket_do_mark_duplicate,
		hint: m.ticket_hint_mark_duplicate,
		past: m.ticket_did_mark_duplicate,
		icon: 'repeat',
	},
	cancel: { text: m.ticket_do_cancel, hint: m.ticket_hint_cancel, past: m.ticket_did_cancel, icon: 'close' },
};

export function verbLabel(verb: Verb): { text: string; hint: string; past: string; icon: IconName } {
	const { text, hint, past, icon } = VERB[verb];
	return { text: text(), hint: hint(), past: past(), icon };
}

/** The moves that end something. */
export const ENDING: Verb[] = ['cannot_complete', 'reject', 'mark_duplicate', 'cancel'];
/** The moves that lead away from getting it done: shown last and never as the main button. */
const ASIDE: Verb[] = ['hold', 'reopen', ...ENDING];

export function isAside(verb: Verb): boolean {
	return ASIDE.includes(verb);
}

/** Moves in the order in which they are offered. */
export function inOrder(verbs: readonly Verb[]): Verb[] {
	return [...verbs.filter((each) => !isAside(each)), ...verbs.filter(isAside)];
}

/** The way to a place without the place itself. */
export function wayOf({ place, place_path }: { place: { name: string }; place_path: string }): string {
	const steps = place_path.split(' › ');
	return (steps.at(-1) === place.name ? steps.slice(0, -1) : steps).join(' › ');
}

const CLOCK: Record<Clock, () => string> = {
	ok: () => m.ticket_clock_ok(),
	soon: () => m.ticket_clock_soon(),
	late: () => m.ticket_clock_late(),
	paused: () => m.ticket_clock_paused(),
	met: () => m.ticket_clock_met(),
	missed: () => m.ticket_clock_missed(),
};

export function clockWord(clock: Clock): string {
	return CLOCK[clock]();
}

const SCOPE: Record<Scope, () => string> = {
	mine: () => m.ticket_scope_mine(),
	assigned: () => m.ticket_scope_assigned(),
	all: () => m.ticket_scope_all(),
};

export function scopeWord(scope: Scope): string {
	return SCOPE[scope]();
}

const WORK: Record<WorkKind, () => string> = {
	time: () => m.ticket_work_time(),
	part: () => m.ticket_work_part(),
	service: () => m.ticket_work_service(),
};
export const WORK_KINDS = Object.keys(WORK) as WorkKind[];

export function workWord(kind: WorkKind): string {
	return WORK[kind]();
}

/** What a person who reported something waits for, in order; where the ticket stands among them. */
export function stepsOf(state: TicketState): { text: string; done: boolean; now: boolean }[] {
	const order: TicketState[][] = [
		['new', 'reopened'],
		['triaged', 'planned', 'assigned'],
		['in_progress', 'on_hold'],
		['done', 'cannot_complete'],
		['verified', 'closed'],
	];
	const texts = [
		m.ticket_step_reported(),
		m.ticket_step_seen(),
		m.ticket_step_working(),
		m.ticket_step_done(),
		m.ticket_step_checked(),
	];
	const at = order.findIndex((states) => states.includes(state));
	return texts.map((text, index) => ({
		text,
		done: index < at || (index === at && index === 4),
		now: index === at,
	}));
}
