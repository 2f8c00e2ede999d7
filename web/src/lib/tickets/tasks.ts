/** Answers of a checklist in words. */
import { readingWords } from '../house/labels';
import { m } from '../paraglide/messages';
import { number } from '../time/format';
import type { Task, TaskAnswer } from './types';

/** The answer, where there is one. */
export function answerOf({ answer }: Task): TaskAnswer | undefined {
	return typeof answer === 'boolean' || typeof answer === 'number' || typeof answer === 'string'
		? answer
		: undefined;
}

export function answerWords(task: Task, answer: TaskAnswer): string {
	switch (task.kind) {
		case 'tick':
			return m.ticket_task_ticked();
		case 'pass_fail':
			return answer === 'pass' ? m.ticket_task_passed() : m.ticket_task_failed();
		case 'meter':
			return task.meter ? readingWords(task.meter.unit, Number(answer)) : number(Number(answer));
		case 'number':
			return [number(Number(answer)), task.demands.unit].filter(Boolean).join(' ');
		default:
			return String(answer);
	}
}

/** How many required tasks have no answer yet. */
export function unanswered(tasks: readonly Task[]): number {
	return tasks.filter((task) => task.required && answerOf(task) === undefined).length;
}
