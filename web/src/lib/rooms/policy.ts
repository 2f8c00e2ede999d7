/** A room's rules as lines of words. What nobody has ruled is not mentioned. */
import type { Hours, Open, Policy } from '../api';
import { bufferWords } from '../booking/labels';
import { m } from '../paraglide/messages';

export interface HoursLine {
	/** 0 = Monday; neighbouring days with the same hours stand together. */
	days: number[];
	open: Open[];
}

export function hoursLines(hours: Hours): HoursLine[] {
	const week = [
		hours.monday,
		hours.tuesday,
		hours.wednesday,
		hours.thursday,
		hours.friday,
		hours.saturday,
		hours.sunday,
	].map((open) => open ?? []);
	const lines: HoursLine[] = [];
	for (const [day, open] of week.entries()) {
		const last = lines.at(-1);
		if (last && JSON.stringify(last.open) === JSON.stringify(open)) last.days.push(day);
		else lines.push({ days: [day], open });
	}
	return lines;
}

export interface Rule {
	title: string;
	lines: string[];
	from: string | undefined;
}

export function rulesOf(policy: Policy, duration: (minutes: number) => string): Rule[] {
	const { window, audience, approval, buffers, presence } = policy;
	const rules: Rule[] = [];
	const add = (
		title: string,
		lines: (string | false | null | undefined | 0)[],
		from?: { name: string } | null,
	) => {
		const said = lines.filter((line) => typeof line === 'string');
		if (said.length > 0) rules.push({ title, lines: said, from: from?.name });
	};
	const value = window.value;
	add(
		m.rule_window(),
		[
			value.min_notice_minutes && m.min_notice({ time: duration(value.min_notice_minutes) }),
			value.horizon_days && m.horizon({ count: value.horizon_days }),
			value.min_duration_minutes && m.min_duration({ time: duration(value.min_duration_minutes) }),
			value.max_duration_minutes && m.max_duration({ time: duration(value.max_duration_minutes) }),
			value.grid_minutes && m.grid({ time: duration(value.grid_minutes) }),
		],
		window.from,
	);
	add(
		m.rule_audience(),
		[
			audience.value.book?.everyone === false ? m.book_some() : m.book_everyone(),
			audience.value.ask?.everyone && m.ask_everyone(),
		],
		audience.from,
	);
	add(
		m.rule_approval(),
		[
			approval.value.stages.length > 0 ? m.approval_needed() : m.approval_not_needed(),
			approval.value.stages.length > 0 &&
				(approval.value.holds === false ? m.request_competes() : m.request_holds()),
		],
		approval.from,
	);
	add(
		m.rule_buffers(),
		[
			buffers.value.setup_minutes + buffers.value.cleanup_minutes > 0 &&
				bufferWords(buffers.value.setup_minutes, buffers.value.cleanup_minutes),
		],
		buffers.from,
	);
	add(
		m.rule_presence(),
		[presence.value.check_in && m.check_in_needed({ time: duration(presence.value.release_after_minutes) })],
		presence.from,
	);
	return rules;
}
