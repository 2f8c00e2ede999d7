/** What the server refused of a form, shown at the field that it is about. */
import { getContext, setContext } from 'svelte';
import type { Problem } from '../api';

type Now = () => Problem | undefined;
const KEY = Symbol('refused');

/** The fields of the form below show what of this problem is about them. */
export function showAtFields(problem: Now): void {
	setContext(KEY, problem);
}

/** Gives the words for a field, under the label that people know it by. */
export function refusedAt(): (name: string, label: string) => string | undefined {
	const problem = getContext<Now | undefined>(KEY);
	return (name, label) => {
		const found = problem?.()?.fields.find(({ field }) => field === name || field.startsWith(`${name}.`));
		return found && (found.text ?? found.code).replaceAll(found.field, label);
	};
}
