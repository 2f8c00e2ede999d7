import { describe, expect, test } from 'vitest';
import { countFilters, queryOf, readFilters, writeFilters } from './filters';

const TODAY = '2026-11-27';
const read = (text: string) => readFilters(new URLSearchParams(text), TODAY);

describe('the filters of the address', () => {
	test('come back as they were written', () => {
		for (const text of [
			'',
			'period=last_month&site=s1&building=b1&team=t1&class=lift&days=14&view=tables',
			'from=2026-02-01&to=2026-02-14',
		])
			expect(writeFilters(read(text)).toString()).toBe(text);
	});

	test('a usual period moves with the days, free days stay', () => {
		expect(read('period=month').span).toEqual({ from: '2026-11-01', to: '2026-11-30' });
		expect(readFilters(new URLSearchParams('period=month'), '2026-12-01').span.from).toBe('2026-12-01');
		expect(read('from=2026-02-01&to=2026-02-14&period=month')).toMatchObject({ period: '' });
	});

	test('what does not exist is left out', () => {
		const filters = read('period=century&from=2026-02-14&to=2026-02-01&days=0&view=cube');
		expect(filters).toMatchObject({ period: 'year', days: 30, tables: false });
		expect(filters.span.to).toBe('2026-12-31');
	});

	test('the question that the server is asked', () => {
		expect(queryOf(read('period=last_month&building=b1'))).toEqual({
			from: '2026-10-01',
			to: '2026-10-31',
			site: undefined,
			place: 'b1',
			team: undefined,
			class: undefined,
			repeat_days: 30,
		});
		expect([countFilters(read('')), countFilters(read('team=t1'))]).toEqual([0, 1]);
	});
});
