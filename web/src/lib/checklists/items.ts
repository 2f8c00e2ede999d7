/** The tasks of a checklist as a form holds them: what is sent, and what is wrong before it is. Pure. */
import type { ChecklistItem, Names, NewTask, TaskKind } from './types';

export const KINDS: TaskKind[] = ['tick', 'pass_fail', 'number', 'choice', 'text', 'meter'];

export interface Choice {
	text: string;
	/** Whoever chooses it has found a fault. */
	failing: boolean;
}

/** A task while it is written. Nothing is lost when its kind changes and changes back. */
export interface Draft {
	/** Tells the tasks of a form apart, whatever their order. */
	key: number;
	kind: TaskKind;
	names: Names;
	required: boolean;
	min: string;
	max: string;
	unit: string;
	choices: Choice[];
	/** Empty: the meter of the installation that the work is on. */
	meter: string;
}

export type Fault = 'name' | 'number' | 'range' | 'choices' | 'repeated';

let last = 0;

export function emptyItem(): Draft {
	return {
		key: (last += 1),
		kind: 'tick',
		names: {},
		required: true,
		min: '',
		max: '',
		unit: '',
		choices: [
			{ text: '', failing: false },
			{ text: '', failing: true },
		],
		meter: '',
	};
}

export function draftOf({ kind, names, demands, required }: ChecklistItem): Draft {
	const { min, max, unit, choices = [], failing = [], meter_id } = demands;
	const empty = emptyItem();
	return {
		...empty,
		kind,
		names: { ...names },
		required,
		min: min?.toString() ?? '',
		max: max?.toString() ?? '',
		unit: unit ?? '',
		choices:
			kind === 'choice' ? choices.map((text) => ({ text, failing: failing.includes(text) })) : empty.choices,
		meter: meter_id ?? '',
	};
}

/** A whole number, as the answers are; nothing when the field is empty, no number when it holds something else. */
function whole(text: string): number | undefined {
	const trimmed = text.trim();
	return trimmed === '' ? undefined : /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : NaN;
}

const written = (choices: readonly Choice[]) =>
	choices.map(({ text, failing }) => ({ text: text.trim(), failing })).filter(({ text }) => text);

/** The first thing that is wrong with a task. */
export function faultOf(item: Draft): Fault | undefined {
	if (!Object.values(item.names).some((name) => name?.trim())) return 'name';
	if (item.kind === 'number') {
		const [min, max] = [whole(item.min), whole(item.max)];
		if (Number.isNaN(min) || Number.isNaN(max)) return 'number';
		if (min !== undefined && max !== undefined && min > max) return 'range';
	}
	if (item.kind === 'choice') {
		const texts = written(item.choices).map(({ text }) => text);
		if (texts.length < 2) return 'choices';
		if (new Set(texts).size < texts.length) return 'repeated';
	}
	return undefined;
}

/** The task as it is sent: only what belongs to its kind. */
export function taskOf(item: Draft): NewTask {
	const choices = written(item.choices);
	const demands = {
		...(item.kind === 'number' && {
			min: whole(item.min),
			max: whole(item.max),
			unit: item.unit.trim() || undefined,
		}),
		...(item.kind === 'choice' && {
			choices: choices.map(({ text }) => text),
			failing: choices.filter(({ failing }) => failing).map(({ text }) => text),
		}),
		...(item.kind === 'meter' && { meter_id: item.meter || undefined }),
	};
	const names = Object.fromEntries(
		Object.entries(item.names).flatMap(([code, name]) => (name?.trim() ? [[code, name.trim()]] : [])),
	);
	return { kind: item.kind, names, required: item.required, demands };
}

/** The list with one of its members moved; a move beyond the end leaves it as it is. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
	const to = from + by;
	const item = list[from];
	if (item === undefined || to < 0 || to >= list.length) return [...list];
	return list.toSpliced(from, 1).toSpliced(to, 0, item);
}
