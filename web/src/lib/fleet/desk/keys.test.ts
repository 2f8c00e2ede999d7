import { expect, test } from 'vitest';
import { keysOf } from './keys';
import type { DeskReservation, DeskStage } from './types';

const line = (id: string, stage: DeskStage, person_id: string) =>
	({ id, stage, driver: { person_id } }) as unknown as DeskReservation;

test('keys are with whoever drives a vehicle that is out or should be back', () => {
	const lines = [
		line('1', 'to_hand_out', 'anna'),
		line('2', 'back', 'anna'),
		line('3', 'out', 'bart'),
		line('4', 'overdue', 'chloe'),
	];
	expect(keysOf(lines, 'anna')).toBeUndefined();
	expect(keysOf(lines, 'bart')?.id).toBe('3');
	expect(keysOf(lines, 'chloe')?.id).toBe('4');
});
