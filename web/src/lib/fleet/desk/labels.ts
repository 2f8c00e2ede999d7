/** Words, shapes and colours of the desk. */
import type { Label } from '../../booking/labels';
import { m } from '../../paraglide/messages';
import { clockRange, shortDay } from '../../time/format';
import { dayOf, wallOf } from '../../time/wall';
import type { Cleanliness, Damage, DamagePart, DeskReservation, DeskStage, ThreatCause } from './types';

const STAGE: Record<DeskStage, () => Label> = {
	requested: () => ({ tone: 'wait', icon: 'wait', text: m.desk_stage_requested() }),
	to_hand_out: () => ({ tone: 'accent', icon: 'car', text: m.desk_stage_to_hand_out() }),
	out: () => ({ tone: 'plain', icon: 'arrow', text: m.desk_stage_out() }),
	overdue: () => ({ tone: 'bad', icon: 'alert', text: m.desk_stage_overdue() }),
	back: () => ({ tone: 'ok', icon: 'check', text: m.desk_stage_back() }),
	no_show: () => ({ tone: 'plain', icon: 'close', text: m.desk_stage_no_show() }),
	not_there: () => ({ tone: 'bad', icon: 'alert', text: m.desk_stage_not_there() }),
	gone: () => ({ tone: 'plain', icon: 'close', text: m.desk_stage_gone() }),
};
export const stageLabel = (stage: DeskStage): Label => STAGE[stage]();

/** The parts of the page, in the order in which they ask for something. */
export const SECTIONS: { name: string; stages: DeskStage[]; text: () => string; none: () => string }[] = [
	{ name: 'overdue', stages: ['overdue'], text: () => m.desk_overdue(), none: () => m.desk_overdue_none() },
	{
		name: 'to-hand-out',
		stages: ['to_hand_out', 'requested'],
		text: () => m.desk_to_hand_out(),
		none: () => m.desk_to_hand_out_none(),
	},
	{ name: 'out', stages: ['out'], text: () => m.desk_out(), none: () => m.desk_out_none() },
	{
		name: 'back',
		stages: ['back', 'no_show', 'not_there'],
		text: () => m.desk_back(),
		none: () => m.desk_back_none(),
	},
];

const CLEAN: Record<Cleanliness, () => string> = {
	clean: () => m.desk_clean(),
	dirty: () => m.desk_dirty(),
	very_dirty: () => m.desk_very_dirty(),
};
export const CLEANLINESS = Object.keys(CLEAN) as Cleanliness[];
export const cleanWord = (cleanliness: Cleanliness): string => CLEAN[cleanliness]();

const PART: Record<DamagePart, () => string> = {
	front: () => m.desk_part_front(),
	rear: () => m.desk_part_rear(),
	left: () => m.desk_part_left(),
	right: () => m.desk_part_right(),
	roof: () => m.desk_part_roof(),
	glass: () => m.desk_part_glass(),
	wheels: () => m.desk_part_wheels(),
	inside: () => m.desk_part_inside(),
	technical: () => m.desk_part_technical(),
	other: () => m.desk_part_other(),
};
export const PARTS = Object.keys(PART) as DamagePart[];
export const partWord = (part: DamagePart): string => PART[part]();

const CAUSE: Record<ThreatCause, () => string> = {
	closed: () => m.desk_cause_closed(),
	deadline: () => m.desk_cause_deadline(),
	overdue: () => m.desk_cause_overdue(),
	no_longer_fits: () => m.desk_cause_no_longer_fits(),
};
export const causeWord = (cause: ThreatCause): string => CAUSE[cause]();

/** How damage stands: repaired, or as its ticket says. */
export function damageLabel({ repaired_at, ticket }: Pick<Damage, 'repaired_at' | 'ticket'>): Label {
	if (repaired_at) return { tone: 'ok', icon: 'check', text: m.desk_damage_repaired() };
	if (ticket?.settled) return { tone: 'wait', icon: 'check', text: m.desk_damage_settled() };
	return { tone: 'bad', icon: 'tool', text: m.desk_damage_open() };
}

/** `09:00–12:00`, with the day where it is not the one that is looked at. */
export function whenWords(
	{ from, to, time_zone }: Pick<DeskReservation, 'from' | 'to' | 'time_zone'>,
	day: string,
): string {
	const [start, end] = [wallOf(from, time_zone), wallOf(to, time_zone)];
	if (dayOf(start) === dayOf(end))
		return dayOf(start) === day ? clockRange(start, end) : `${shortDay(start)} ${clockRange(start, end)}`;
	return `${shortDay(start)} ${start.slice(11, 16)} – ${shortDay(end)} ${end.slice(11, 16)}`;
}

/** What it is called where its title is not for everybody. */
export const titleOf = (of: { title?: string | null | undefined }): string =>
	of.title ?? m.desk_confidential();
