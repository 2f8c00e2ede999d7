/** Words, shapes and colours for plans of work that comes again. */
import type { Label } from '../booking/labels';
import { readingWords } from '../house/labels';
import { m } from '../paraglide/messages';
import { clock, shortDayYear } from '../time/format';
import { dayOf } from '../time/wall';
import { ruleWords } from './rule';
import type { Plan, Trigger } from './types';

export function planLabel({ paused, retired }: Pick<Plan, 'paused' | 'retired'>): Label {
	if (retired) return { tone: 'plain', icon: 'close', text: m.house_retired() };
	return paused
		? { tone: 'wait', icon: 'wait', text: m.upkeep_paused() }
		: { tone: 'ok', icon: 'check', text: m.upkeep_running() };
}

/** `Every month on the first Monday, at 08:00`; `Every 500 h of hours run`. */
export function triggerWords(trigger: Trigger): string {
	if (trigger.kind === 'calendar')
		return m.upkeep_at({
			rule: ruleWords(trigger.rule, dayOf(trigger.start)),
			time: clock(trigger.start),
		});
	return m.upkeep_every_units({
		units: readingWords(trigger.unit, trigger.every),
		meter: trigger.meter.name,
	});
}

/** What comes next, in words: a date, a reading with the day on which it may be expected, or why nothing does. */
export function nextWords(plan: Plan): string {
	const { trigger, coming, coming_total, estimated_on } = plan;
	if (plan.retired || plan.paused) return m.upkeep_next_none();
	const [first] = coming;
	if (first) return m.upkeep_next({ when: `${shortDayYear(first)} ${clock(first)}` });
	if (trigger.kind === 'meter' && typeof coming_total === 'number') {
		const reading = readingWords(trigger.unit, coming_total);
		return estimated_on
			? m.upkeep_next_estimated({ reading, day: shortDayYear(estimated_on) })
			: m.upkeep_next_reading({ reading });
	}
	return plan.counted_from === 'last_done' ? m.upkeep_next_after_open() : m.upkeep_next_none();
}
