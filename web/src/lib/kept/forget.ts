import { forgetOwn } from './own';
import { allKept, clear, drop } from './store';

/** Everything of a person that this browser keeps, unsent things too: what the next one at this screen must not find. */
export async function forgetPerson(person: string): Promise<void> {
	forgetOwn(person);
	await clear('seen');
	await clear('draft', `${person}/`);
	const waiting = await allKept<{ id: string; person: string }>('outbox');
	for (const each of waiting) if (each.person === person) await drop('outbox', each.id);
}
