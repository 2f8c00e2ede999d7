import { describe, expect, test } from 'vitest';
import { countFilters, isFiltered, NO_FILTERS, readFilters, writeFilters } from './filters';

const read = (text: string) => readFilters(new URLSearchParams(text), 'mine');

describe('the filters of the address', () => {
	test('come back as they were written', () => {
		const text =
			'scope=all&state=new&state=on_hold&priority=high&site=s1&team=t1&assignee=a1&place=p1&installation=i1&q=lift&late=true' +
			'&kind=fault&kind=request&from=2026-01-01&to=2026-01-31&promised_from=2026-02-01&sort=due';
		expect(writeFilters(read(text), 'mine').toString()).toBe(text);
	});

	test('the usual view has an empty address', () => {
		expect(writeFilters(read(''), 'mine').toString()).toBe('');
		expect(isFiltered(read(''))).toBe(false);
	});

	test('what does not exist is left out', () => {
		const filters = read('scope=world&state=broken&state=new&priority=huge&sort=colour&kind=x&from=soon');
		expect(filters).toMatchObject({
			scope: 'mine',
			states: ['new'],
			priority: '',
			kinds: [],
			sort: 'number',
		});
		expect(filters.reported).toEqual({ from: '', to: '' });
	});

	test('a filter that hides tickets is known as one; order and scope are not', () => {
		expect(isFiltered(read('late=true'))).toBe(true);
		expect(isFiltered(read('promised_to=2026-02-01'))).toBe(true);
		expect(isFiltered({ ...read('late=true&kind=fault'), ...NO_FILTERS })).toBe(false);
		expect(isFiltered(read('scope=all&sort=due'))).toBe(false);
		expect(isFiltered(read('q=lift'))).toBe(true);
	});

	test('each filter counts once, the words that are searched do not', () => {
		expect(countFilters(read('q=lift&scope=all&sort=due'))).toBe(0);
		expect(
			countFilters(read('state=new&state=done&kind=fault&from=2026-01-01&to=2026-01-31&site=s1&late=true')),
		).toBe(5);
	});
});
