/** Words, shapes and colours for trips, energy, costs and fines. */
import type { Label } from '../../booking/labels';
import { m } from '../../paraglide/messages';
import { money } from '../../tickets/due';
import { number } from '../../time/format';
import { fuelWord } from '../labels';
import type { CostKind, EnergyKind, EnergyOutcome, FineKind, FineMatch, FineState, TripKind } from './types';

const TRIP: Record<TripKind, () => Label> = {
	business: () => ({ tone: 'plain', icon: 'building', text: m.fc_trip_business() }),
	private: () => ({ tone: 'accent', icon: 'home', text: m.fc_trip_private() }),
};
export const TRIP_KINDS = Object.keys(TRIP) as TripKind[];
export const tripLabel = (kind: TripKind): Label => TRIP[kind]();

export const ENERGY_KINDS: EnergyKind[] = ['electricity', 'petrol', 'diesel', 'lpg', 'cng', 'hydrogen'];
export const energyWord = (kind: EnergyKind): string =>
	kind === 'electricity' ? m.fc_electricity() : fuelWord(kind);

/** `kWh`, `l` and `kg` are the same in every language. */
export function unitOf(kind: EnergyKind): string {
	if (kind === 'electricity') return 'kWh';
	return kind === 'cng' || kind === 'hydrogen' ? 'kg' : 'l';
}
/** `41.24 l` */
export const quantityWords = (quantity: number, kind: EnergyKind): string =>
	`${number(Math.round(quantity / 10) / 100)} ${unitOf(kind)}`;

/** `Diesel, 41.24 l`; only what it is where a credit gives back money alone. */
export const energyQuantity = (quantity: number, kind: EnergyKind): string =>
	quantity === 0 ? energyWord(kind) : `${energyWord(kind)}, ${quantityWords(quantity, kind)}`;

export const amount = (cents: number, currency: string): string =>
	currency === 'EUR' ? money(cents) : `${number(cents / 100)} ${currency}`;

const COST: Record<CostKind, () => string> = {
	tax: m.fc_cost_tax,
	insurance: m.fc_cost_insurance,
	repair: m.fc_cost_repair,
	damage: m.fc_cost_damage,
	washing: m.fc_cost_washing,
	tyres: m.fc_cost_tyres,
	parking: m.fc_cost_parking,
	other: m.fc_cost_other,
};
export const COST_KINDS = Object.keys(COST) as CostKind[];
export const costWord = (kind: CostKind): string => COST[kind]();

const FINE: Record<FineKind, () => string> = {
	speeding: m.fc_fine_speeding,
	red_light: m.fc_fine_red_light,
	parking: m.fc_fine_parking,
	zone: m.fc_fine_zone,
	phone: m.fc_fine_phone,
	toll: m.fc_fine_toll,
	other: m.fc_fine_other,
};
export const FINE_KINDS = Object.keys(FINE) as FineKind[];
export const fineWord = (kind: FineKind): string => FINE[kind]();

const FINE_STATE: Record<FineState, () => Label> = {
	open: () => ({ tone: 'wait', icon: 'clock', text: m.fc_fine_open() }),
	contested: () => ({ tone: 'bad', icon: 'alert', text: m.fc_fine_contested() }),
	passed_on: () => ({ tone: 'accent', icon: 'arrow', text: m.fc_fine_passed_on() }),
	paid: () => ({ tone: 'ok', icon: 'check', text: m.fc_fine_paid() }),
	dropped: () => ({ tone: 'plain', icon: 'close', text: m.fc_fine_dropped() }),
};
export const FINE_STATES = Object.keys(FINE_STATE) as FineState[];
export const fineLabel = (state: FineState): Label => FINE_STATE[state]();

const MATCH: Record<FineMatch, () => string> = {
	said: m.fc_match_said,
	trip: m.fc_match_trip,
	hand_out: m.fc_match_hand_out,
	reservation: m.fc_match_reservation,
	nobody: m.fc_match_nobody,
};
export const matchWord = (match: FineMatch): string => MATCH[match]();

const OUTCOME: Record<EnergyOutcome, () => Label> = {
	taken: () => ({ tone: 'ok', icon: 'check', text: m.fc_line_taken() }),
	duplicate: () => ({ tone: 'plain', icon: 'repeat', text: m.fc_line_duplicate() }),
	refused: () => ({ tone: 'bad', icon: 'alert', text: m.fc_line_refused() }),
};
export const outcomeLabel = (outcome: EnergyOutcome): Label => OUTCOME[outcome]();

/** `12.4 kg` of carbon dioxide. */
export const kilograms = (grams: number | null | undefined): string =>
	typeof grams === 'number' ? `${number(Math.round(grams / 100) / 10)} kg` : '–';
/** What 100 km cost. */
export const perHundred = (cents: number | null | undefined): string =>
	typeof cents === 'number' ? money(cents) : '–';
