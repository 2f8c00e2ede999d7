/** Service levels as a form holds them: times as hours and minutes. Pure. */
import type { Level, LevelSet } from './types';

export interface Row {
	priority: Level['priority'];
	/** Said for this team (or by the house); else what holds above it. */
	own: boolean;
	acknowledge: string;
	fix: string;
	warn: string;
}
export type Part = 'acknowledge' | 'fix' | 'warn';

/** `4:05` for 245 minutes of working time. */
export function timeOf(minutes: number): string {
	return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The minutes of `4:05`, `4` (hours) or `0:30`. */
export function minutesOf(text: string): number | undefined {
	const [, hours, minutes = '0'] = /^\s*(\d{1,4})(?::([0-5]\d))?\s*$/.exec(text) ?? [];
	return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

export function rowOf(level: Level): Row {
	return {
		priority: level.priority,
		own: level.own,
		acknowledge: timeOf(level.acknowledge_minutes),
		fix: timeOf(level.fix_minutes),
		warn: timeOf(level.warn_minutes),
	};
}

export type Fault = 'time' | 'none' | 'fix_before' | 'warn_before';

/** What is wrong with a row, and where. */
export function faultOf(row: Row): { part: Part; fault: Fault } | undefined {
	if (!row.own) return undefined;
	const [acknowledge, fix, warn] = [row.acknowledge, row.fix, row.warn].map(minutesOf);
	if (acknowledge === undefined) return { part: 'acknowledge', fault: 'time' };
	if (fix === undefined) return { part: 'fix', fault: 'time' };
	if (warn === undefined) return { part: 'warn', fault: 'time' };
	if (acknowledge === 0) return { part: 'acknowledge', fault: 'none' };
	if (fix < acknowledge) return { part: 'fix', fault: 'fix_before' };
	if (warn > fix) return { part: 'warn', fault: 'warn_before' };
	return undefined;
}

/** What is said of its own; only rows without a fault. */
export function setOf(rows: readonly Row[]): LevelSet[] {
	return rows
		.filter((row) => row.own)
		.map(({ priority, acknowledge, fix, warn }) => ({
			priority,
			acknowledge_minutes: minutesOf(acknowledge) ?? 0,
			fix_minutes: minutesOf(fix) ?? 0,
			warn_minutes: minutesOf(warn) ?? 0,
		}));
}
