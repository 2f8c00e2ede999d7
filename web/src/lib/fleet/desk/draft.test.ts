import { describe, expect, it } from 'vitest';
import { draftOf, nothingYet, toSend } from './draft';

describe('damage while it is written down', () => {
	it('is sent as drivable unless somebody says otherwise', () => {
		expect(toSend({ ...nothingYet(), description: ' Kras ' })).toEqual({
			part: 'other',
			description: 'Kras',
			drivable: true,
		});
		expect(toSend({ ...nothingYet(), part: 'wheels', unusable: true }).drivable).toBe(false);
	});

	it('is found again by what it says', () => {
		const noted = [
			{ id: '1', part: 'left', description: 'Kras' },
			{ id: '2', part: 'other', description: 'Kras' },
		];
		expect(draftOf(noted, { ...nothingYet(), description: 'Kras ' })?.id).toBe('2');
		expect(draftOf(noted, { ...nothingYet(), description: 'Deuk' })).toBeUndefined();
	});
});
