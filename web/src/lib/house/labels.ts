/** Words, shapes and colours for installations and contracts. */
import type { Label } from '../booking/labels';
import { m } from '../paraglide/messages';
import { number } from '../time/format';
import type { Contract, Criticality, MeterUnit, Validity } from './types';

const CRITICALITY: Record<Criticality, () => string> = {
	vital: () => m.inst_criticality_vital(),
	high: () => m.inst_criticality_high(),
	normal: () => m.inst_criticality_normal(),
	low: () => m.inst_criticality_low(),
};
export const CRITICALITIES = Object.keys(CRITICALITY) as Criticality[];

export function criticalityWord(criticality: Criticality): string {
	return CRITICALITY[criticality]();
}

const UNIT: Record<MeterUnit, (reading: string) => string> = {
	hours: (reading) => m.meter_hours({ reading }),
	starts: (reading) => m.meter_starts({ reading }),
	kilometres: (reading) => m.meter_kilometres({ reading }),
	kilowatt_hours: (reading) => m.meter_kilowatt_hours({ reading }),
	cubic_metres: (reading) => m.meter_cubic_metres({ reading }),
	litres: (reading) => m.meter_litres({ reading }),
	pieces: (reading) => m.meter_pieces({ reading }),
};
export const METER_UNITS = Object.keys(UNIT) as MeterUnit[];

/** `1,234 h`. */
export function readingWords(unit: MeterUnit, reading: number): string {
	return UNIT[unit](number(reading));
}

/** The unit alone, for a choice. */
export function unitWord(unit: MeterUnit): string {
	return UNIT[unit]('').trim();
}

const VALIDITY: Record<Validity, () => Label> = {
	upcoming: () => ({ tone: 'plain', icon: 'calendar', text: m.document_upcoming() }),
	valid: () => ({ tone: 'ok', icon: 'check', text: m.document_valid() }),
	expiring: () => ({ tone: 'wait', icon: 'wait', text: m.document_expiring() }),
	expired: () => ({ tone: 'bad', icon: 'alert', text: m.document_expired() }),
};

export function validityLabel(validity: Validity): Label {
	return VALIDITY[validity]();
}

/** Days before the last day of notice from which on a contract asks to be decided on. */
export const NOTICE_DAYS = 90;

/** How a contract stands; what has to be decided soon comes before everything else. */
export function contractLabel(
	contract: Pick<Contract, 'state' | 'notice_in_days'> & { retired?: boolean },
): Label {
	const days = contract.notice_in_days;
	if (contract.retired) return { tone: 'plain', icon: 'close', text: m.house_retired() };
	if (typeof days === 'number' && days <= NOTICE_DAYS)
		return { tone: days <= 14 ? 'bad' : 'wait', icon: 'alert', text: m.contract_decide({ count: days }) };
	switch (contract.state) {
		case 'upcoming':
			return { tone: 'plain', icon: 'calendar', text: m.contract_upcoming() };
		case 'running':
			return { tone: 'ok', icon: 'check', text: m.contract_running() };
		case 'notice_past':
			return { tone: 'wait', icon: 'wait', text: m.contract_notice_past() };
		case 'ended':
			return { tone: 'bad', icon: 'stop', text: m.contract_ended() };
	}
}

export function serviceLabel(outOfService: unknown): Label {
	return outOfService
		? { tone: 'bad', icon: 'stop', text: m.inst_out_of_service() }
		: { tone: 'ok', icon: 'check', text: m.inst_in_service() };
}
