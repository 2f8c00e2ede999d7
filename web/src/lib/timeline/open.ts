/** When a row can be booked, as it is shaded and as it is said. */
import { instantOf, plusDays, timeOf, weekday, dayOf, type Day, type Wall } from '../time/wall';
import { placeOf, type Scale } from './scale';
import type { OpenHours } from './types';

function openOn(open: OpenHours, day: Day) {
	return open.closedDays.has(day) ? [] : (open.weekdays[weekday(day)] ?? []);
}

/** Whether something can be booked there at that moment. */
export function isOpenAt(open: OpenHours | undefined, wall: Wall): boolean {
	if (!open) return true;
	const time = timeOf(wall);
	return openOn(open, dayOf(wall)).some(({ from, to }) => from <= time && time < to);
}

/** The parts of the line in which nothing can be booked, from 0 to 1. */
export function closedParts(open: OpenHours, scale: Scale): [number, number][] {
	const parts: [number, number][] = [];
	for (const { day, start, end } of scale.stretches) {
		const at = (time: string) =>
			instantOf(time === '24:00' ? `${plusDays(day, 1)}T00:00` : `${day}T${time}`, scale.zone).getTime();
		let shut = start;
		const close = (until: number) => {
			const part: [number, number] = [placeOf(scale, shut), placeOf(scale, Math.min(until, end))];
			if (part[1] > part[0]) parts.push(part);
		};
		for (const { from, to } of openOn(open, day)) {
			if (at(from) > shut) close(at(from));
			shut = Math.max(shut, at(to));
		}
		if (shut < end) close(end);
	}
	return parts;
}

const drawn = new WeakMap<Scale, Map<OpenHours, string>>();

/** The same as a background, which costs no element. */
export function shadeOf(open: OpenHours | undefined, scale: Scale): string {
	if (!open) return 'none';
	let known = drawn.get(scale);
	if (!known) drawn.set(scale, (known = new Map<OpenHours, string>()));
	let shade = known.get(open);
	if (shade === undefined) {
		const percent = (part: number) => `${Math.round(part * 1e5) / 1e3}%`;
		const stops = closedParts(open, scale).map(
			([from, to]) =>
				`transparent ${percent(from)}, var(--shut) ${percent(from)} ${percent(to)}, transparent ${percent(to)}`,
		);
		shade = stops.length > 0 ? `linear-gradient(to right, ${stops.join(', ')})` : 'none';
		known.set(open, shade);
	}
	return shade;
}
