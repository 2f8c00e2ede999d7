import { describe, expect, test } from 'vitest';
import { readFilters as readTicketFilters } from '../tickets/filters';
import { readFilters } from './filters';
import { breached, cameIn, ofInstallation, waiting } from './links';

const figures = (text: string) => readFilters(new URLSearchParams(text), '2026-11-27');
/** What the list of tickets makes of an address. */
const list = (address: string | undefined) =>
	readTicketFilters(new URLSearchParams(address?.split('?')[1]), 'mine');

describe('the list of tickets shows what a figure counts', () => {
	test('what waits, by its age', () => {
		const age = { age: 'days_8_30' as const, from_days: 8, to_days: 30, count: 3, planned: 0 };
		const found = list(waiting(figures('site=s1&team=t1&building=b1'), age, '2026-11-27'));
		expect(found).toMatchObject({
			scope: 'all',
			site: 's1',
			team: 't1',
			place: 'b1',
			reported: { from: '2026-10-28', to: '2026-11-19' },
		});
		expect(found.states).toEqual([
			'new',
			'reopened',
			'triaged',
			'planned',
			'assigned',
			'in_progress',
			'on_hold',
		]);
		const older = { ...age, age: 'days_91' as const, from_days: 91, to_days: null };
		expect(list(waiting(figures(''), older, '2026-11-27')).reported).toEqual({ from: '', to: '2026-08-28' });
	});

	test('broken promises and what came in, in the period', () => {
		const span = { from: '2026-10-01', to: '2026-10-31' };
		const late = list(breached(figures('period=last_month'), 'high'));
		expect(late).toMatchObject({ late: true, priority: 'high', promised: span });
		const came = list(cameIn(figures('period=last_month'), 'preventive'));
		expect(came).toMatchObject({ kinds: ['preventive'], reported: span });
		expect(came.states).not.toContain('duplicate');
		expect(came.states).toContain('closed');
	});

	test('there is no way where the list cannot show the same', () => {
		expect(breached(figures('class=lift'))).toBeUndefined();
		expect(list(ofInstallation('i1'))).toMatchObject({ scope: 'all', installation: 'i1' });
	});
});
