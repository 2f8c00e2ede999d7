import { describe, expect, it } from 'vitest';
import { movedFrom } from './labels';

const TODAY = '2026-12-01';

function date(start: string, overridden: string[]) {
	return { original_start: '2026-12-29T10:00', start, overridden };
}

describe('where a date of a series stood before', () => {
	it('is its day when that changed', () => {
		expect(movedFrom(date('2026-12-30T11:00', ['time']), TODAY)).toBe('Moved from Tue 29 Dec');
	});

	it('is its time when it stayed on its day', () => {
		expect(movedFrom(date('2026-12-29T11:30', ['time']), TODAY)).toBe('Moved from 10:00');
	});

	it('is nowhere when it was not moved', () => {
		expect(movedFrom(date('2026-12-29T10:00', ['time']), TODAY)).toBeUndefined();
		expect(movedFrom(date('2026-12-29T11:00', []), TODAY)).toBeUndefined();
	});
});
