import { describe, expect, test } from 'vitest';
import { nearest, Places, whatToDo, type Place } from './places';

const open = () => true;

function place(changes: Partial<Place<string>> = {}): Place<string> {
	return {
		dialog: undefined,
		node: 'cancel',
		around: ['p', 'li', 'section', 'main'],
		lost: false,
		...changes,
	};
}

describe('places', () => {
	test('know the newest one of the page', () => {
		const places = new Places<string>();
		places.remember('first', ['main'], undefined);
		places.remember('second', ['li', 'main'], undefined);
		expect(places.newest(open)).toEqual(place({ node: 'second', around: ['li', 'main'] }));
	});

	test('go back to what opened a dialog once it is closed', () => {
		const places = new Places<string>();
		places.remember('opener', ['main'], undefined);
		places.remember('confirm', ['dialog', 'main'], 'dialog');
		expect(places.newest(open)?.node).toBe('confirm');
		expect(places.newest(() => false)?.node).toBe('opener');
	});

	test('find their way out of dialogs that lie over each other', () => {
		const places = new Places<string>();
		places.remember('opener', ['main'], undefined);
		places.remember('field', ['sheet'], 'sheet');
		places.remember('sure', ['box'], 'box');
		expect(places.newest((dialog) => dialog === 'sheet')?.node).toBe('field');
	});

	test('forget one part or all', () => {
		const places = new Places<string>();
		places.remember('opener', ['main'], undefined);
		places.remember('field', ['sheet'], 'sheet');
		places.forget('sheet');
		expect(places.newest(open)?.node).toBe('opener');
		places.forgetAll();
		expect(places.newest(open)).toBeUndefined();
	});
});

describe('a focus that is nowhere', () => {
	test('goes near what is gone', () => {
		expect(whatToDo(place(), 'gone', 'cancel')).toBe('near');
	});

	test('waits for what is out of use, and goes back to it', () => {
		expect(whatToDo(place(), 'idle', 'cancel')).toBe('wait');
		expect(whatToDo(place({ lost: true }), 'here', 'cancel')).toBe('back');
	});

	test('is left alone when somebody pressed beside what had it', () => {
		expect(whatToDo(place(), 'here', 'cancel')).toBe('left');
	});

	test('goes back when something else had it last and is gone, such as a menu or a dialog', () => {
		expect(whatToDo(place(), 'here', 'item of a menu')).toBe('back');
		expect(whatToDo(place(), 'here', undefined)).toBe('back');
	});
});

test('the nearest thing around that can stand for a place is found', () => {
	const heading = (node: string) => (node === 'section' ? 'h2' : node === 'main' ? 'h1' : undefined);
	expect(nearest(place(), (node) => (node === 'li' ? node : heading(node)))).toBe('li');
	expect(nearest(place(), heading)).toBe('h2');
	expect(nearest(place(), () => undefined)).toBeUndefined();
});
