/**
 * Wall-clock times as text, `2026-12-01T14:00`, and days, `2026-12-01`. They carry no zone: arithmetic on them is
 * that of the calendar on the wall, which is what a person who books a room means. Only how long something lasts is
 * reckoned on the line of time (`later`, `minutesUntil`, `minutesOf`), since on two nights of the year the wall disagrees.
 */
export type Wall = string;
export type Day = string;

const MINUTE = 60_000;

function pad(value: number, width = 2): string {
	return String(value).padStart(width, '0');
}

/** The wall time as if it were UTC, for arithmetic and for `Intl` with `timeZone: 'UTC'`. */
export function asUtc(wall: Wall | Day): Date {
	return new Date(wall.length === 10 ? `${wall}T00:00:00Z` : `${wall.slice(0, 16)}:00Z`);
}

function fromUtc(date: Date): Wall {
	return date.toISOString().slice(0, 16);
}

export function isDay(text: string | null | undefined): text is Day {
	return !!text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(asUtc(text).getTime());
}

export function isTime(text: string | null | undefined): text is string {
	return !!text && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function dayOf(wall: Wall): Day {
	return wall.slice(0, 10);
}

/** `14:00` of `2026-12-01T14:00`. */
export function timeOf(wall: Wall): string {
	return wall.slice(11, 16);
}

export function join(day: Day, time: string): Wall {
	return `${day}T${time}`;
}

export function plusMinutes(wall: Wall, minutes: number): Wall {
	return fromUtc(new Date(asUtc(wall).getTime() + minutes * MINUTE));
}

export function plusDays(day: Day, days: number): Day {
	return dayOf(plusMinutes(`${day}T00:00`, days * 24 * 60));
}

export function minutesBetween(from: Wall, to: Wall): number {
	return Math.round((asUtc(to).getTime() - asUtc(from).getTime()) / MINUTE);
}

/** Minutes since midnight. */
export function minuteOfDay(wall: Wall): number {
	return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(day: Day): number {
	return (asUtc(day).getUTCDay() + 6) % 7;
}

export function dayOfMonth(day: Day): number {
	return Number(day.slice(8, 10));
}

/** The Monday of the week that the day is in. */
export function mondayOf(day: Day): Day {
	return plusDays(day, -weekday(day));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all that is done with it. */
function clockIn(timeZone: string): Intl.DateTimeFormat {
	let found = clocks.get(timeZone);
	if (!found) {
		found = new Intl.DateTimeFormat('en-GB', {
			timeZone,
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23',
		});
		clocks.set(timeZone, found);
	}
	return found;
}

/** What the clock on the wall says at an instant in a zone. */
export function wallAt(instant: Date, timeZone: string): Wall {
	const parts = clockIn(timeZone).formatToParts(instant);
	const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
	return `${pad(part('year'), 4)}-${pad(part('month'))}-${pad(part('day'))}T${pad(part('hour'))}:${pad(part('minute'))}`;
}

/** How far the wall is ahead of UTC at an instant, in minutes. */
function ahead(instant: Date, timeZone: string): number {
	return minutesBetween(fromUtc(instant), wallAt(instant, timeZone));
}

/**
 * The instant that a wall time means, as the server reads it: the first of two on the night when the clock is set back,
 * the end of the gap on the night when it is set forward.
 */
export function instantOf(wall: Wall, timeZone: string): Date {
	const utc = asUtc(wall).getTime();
	const day = 24 * 60 * MINUTE;
	const before = ahead(new Date(utc - day), timeZone);
	const after = ahead(new Date(utc + day), timeZone);
	const meant = [before, after]
		.map((offset) => new Date(utc - offset * MINUTE))
		.filter((instant) => wallAt(instant, timeZone) === wall.slice(0, 16))
		.sort((a, b) => a.getTime() - b.getTime())[0];
	if (meant) return meant;
	// In the gap: the clock jumps where the offset changes.
	let [early, late] = [utc - before * MINUTE - day, utc - after * MINUTE + day];
	while (late - early > MINUTE) {
		const middle = Math.floor((early + late) / 2 / MINUTE) * MINUTE;
		if (ahead(new Date(middle), timeZone) === before) early = middle;
		else late = middle;
	}
	return new Date(late);
}

/** What the wall shows so many minutes later. */
export function later(wall: Wall, minutes: number, timeZone: string): Wall {
	return wallAt(new Date(instantOf(wall, timeZone).getTime() + minutes * MINUTE), timeZone);
}

/** The minutes from a wall time until a time of day; until that of the next day when it is not after the start. */
export function minutesUntil(from: Wall, time: string, timeZone: string): number {
	const start = instantOf(from, timeZone).getTime();
	const until = (day: Day) => (instantOf(join(day, time), timeZone).getTime() - start) / MINUTE;
	const same = until(dayOf(from));
	return same > 0 ? same : until(plusDays(dayOf(from), 1));
}

/** The minutes that a span of two RFC 3339 instants lasts. */
export function minutesOf(starts_at: string, ends_at: string): number {
	return Math.round((Date.parse(ends_at) - Date.parse(starts_at)) / MINUTE);
}

/**
 * The wall time of an RFC 3339 instant. The server writes instants with the offset of the place's zone, so the text
 * itself says what the clock on that wall shows; only a bare `Z` needs the zone.
 */
export function wallOf(rfc3339: string, timeZone?: string): Wall {
	if (rfc3339.endsWith('Z') && timeZone) return wallAt(new Date(rfc3339), timeZone);
	return rfc3339.slice(0, 16);
}

/** The next start on the grid at or after a wall time. */
export function roundUp(wall: Wall, gridMinutes: number): Wall {
	const over = minuteOfDay(wall) % gridMinutes;
	return over === 0 ? wall.slice(0, 16) : plusMinutes(wall, gridMinutes - over);
}
