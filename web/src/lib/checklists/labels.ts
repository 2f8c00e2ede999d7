/** Words for checklists. */
import { m } from '../paraglide/messages';
import type { Fault } from './items';
import type { TaskKind } from './types';

const KIND: Record<TaskKind, () => string> = {
	tick: () => m.task_kind_tick(),
	pass_fail: () => m.task_kind_pass_fail(),
	number: () => m.task_kind_number(),
	choice: () => m.task_kind_choice(),
	text: () => m.task_kind_text(),
	meter: () => m.task_kind_meter(),
};

export function kindWord(kind: TaskKind): string {
	return KIND[kind]();
}

const FAULT: Record<Fault, () => string> = {
	name: () => m.task_fault_name(),
	number: () => m.task_fault_number(),
	range: () => m.task_fault_range(),
	choices: () => m.task_fault_choices(),
	repeated: () => m.task_fault_repeated(),
};

export function faultWord(fault: Fault): string {
	return FAULT[fault]();
}
