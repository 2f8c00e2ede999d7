import { describe, expect, it } from 'vitest';
import { draftOf, emptyItem, faultOf, moved, taskOf, type Draft } from './items';

const item = (changes: Partial<Draft>): Draft => ({ ...emptyItem(), names: { en: 'Pressure' }, ...changes });

describe('a task of a checklist', () => {
	it('sends what belongs to its kind, and keeps the rest for when the kind changes back', () => {
		const draft = item({ kind: 'number', min: '1', max: ' 3 ', unit: ' bar ', required: false });
		expect(taskOf(draft)).toEqual({
			kind: 'number',
			names: { en: 'Pressure' },
			required: false,
			demands: { min: 1, max: 3, unit: 'bar' },
		});
		expect(taskOf({ ...draft, kind: 'tick' }).demands).toEqual({});
		expect(taskOf(item({ kind: 'meter', meter: '' })).demands).toEqual({ meter_id: undefined });
	});

	it('comes back as it went', () => {
		const choices = [
			{ text: 'good', failing: false },
			{ text: 'worn', failing: true },
		];
		const sent = taskOf(item({ kind: 'choice', choices: [...choices, { text: ' ', failing: true }] }));
		expect(sent.demands).toEqual({ choices: ['good', 'worn'], failing: ['worn'] });
		const names = { nl: '', fr: '', de: '', en: 'Pressure' };
		const back = draftOf({ kind: sent.kind, names, required: true, demands: sent.demands ?? {} });
		expect([back.choices, taskOf(back)]).toEqual([choices, sent]);
	});

	it('is told what is wrong with it before it is sent', () => {
		const choices = (...texts: string[]) => texts.map((text) => ({ text, failing: false }));
		const cases: [Partial<Draft>, string | undefined][] = [
			[{ names: { en: ' ' } }, 'name'],
			[{ kind: 'number', min: '1.5' }, 'number'],
			[{ kind: 'number', min: '4', max: '3' }, 'range'],
			[{ kind: 'number', min: '-4' }, undefined],
			[{ kind: 'tick', min: 'x' }, undefined],
			[{ kind: 'choice', choices: choices('one', '') }, 'choices'],
			[{ kind: 'choice', choices: choices('one', ' one') }, 'repeated'],
			[{ kind: 'choice', choices: choices('one', 'two') }, undefined],
		];
		for (const [changes, fault] of cases) expect(faultOf(item(changes)), JSON.stringify(changes)).toBe(fault);
	});

	it('moves up and down, and not beyond the ends', () => {
		expect([moved(['a', 'b', 'c'], 0, 1), moved(['a', 'b', 'c'], 2, -1)]).toEqual([
			['b', 'a', 'c'],
			['a', 'c', 'b'],
		]);
		expect([moved(['a', 'b'], 0, -1), moved(['a', 'b'], 1, 1)]).toEqual([
			['a', 'b'],
			['a', 'b'],
		]);
	});
});
