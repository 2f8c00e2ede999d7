/** How a statement is read, as somebody chooses it; and a first guess by the heads that usual statements have. */
import { m } from '../../paraglide/messages';
import type { EnergyColumns, EnergyMapping } from './types';

export type Column = keyof EnergyColumns;
export const COLUMNS: Column[] = [
	'day',
	'time',
	'plate',
	'card',
	'kind',
	'quantity',
	'amount',
	'currency',
	'odometer',
	'station',
	'reference',
];
/** Without these nothing can be read. */
export const NEEDED: Column[] = ['day', 'quantity', 'amount'];

const WORDS: Record<Column, () => string> = {
	day: m.fc_col_day,
	time: m.fc_col_time,
	plate: m.fc_col_plate,
	card: m.fc_col_card,
	kind: m.fc_col_kind,
	quantity: m.fc_col_quantity,
	amount: m.fc_col_amount,
	currency: m.fc_col_currency,
	odometer: m.fc_col_odometer,
	station: m.fc_col_station,
	reference: m.fc_col_reference,
};
export const columnWord = (column: string): string => WORDS[column as Column]?.() ?? column;

/** What heads contain in the languages of the house. */
const HINTS: Record<Column, RegExp> = {
	day: /dat(e|um)|^day|^jour/i,
	time: /time|uur|heure|zeit|tijd/i,
	plate: /plate|plaat|plaque|kenteken|kennzeichen|immatric/i,
	card: /card|kaart|carte|karte|badge/i,
	kind: /product|produit|produkt|brandstof|fuel|carburant/i,
	quantity: /quantity|volume|liter|litre|kwh|aantal|hoeveelheid|quantit|menge/i,
	amount: /amount|bedrag|montant|betrag|total|prijs|price|prix/i,
	currency: /currency|munt|devise|währung/i,
	odometer: /odometer|^km|kilomet|compteur/i,
	station: /station|site|plaats|lieu|location|ort/i,
	reference: /reference|ticket|transac|référence|referentie|session|beleg/i,
};

export const EMPTY: EnergyMapping = {
	separator: 'auto',
	decimal: 'comma',
	day_order: 'day_month_year',
	unit: 'whole',
	kind: null,
	kinds: {},
	cards: {},
	columns: { day: '', quantity: '', amount: '' },
};

/** The columns that the heads suggest: each head at most once. */
export function guess(heads: string[]): EnergyColumns {
	const free = new Set(heads);
	const found: Partial<Record<Column, string>> = {};
	for (const column of COLUMNS) {
		const head = [...free].find((each) => HINTS[column].test(each));
		if (!head) continue;
		found[column] = head;
		free.delete(head);
	}
	return { day: '', quantity: '', amount: '', ...found };
}

/** Whether the columns of a mapping are all there, regardless of case, as the server reads them. */
export function fits(mapping: EnergyMapping, heads: string[]): boolean {
	const known = new Set(heads.map((each) => each.trim().toLowerCase()));
	return Object.values(mapping.columns).every((head) => !head || known.has(head.trim().toLowerCase()));
}

/** Lines `what it is called = what it means` as pairs, and back. */
export function pairsOf(text: string): Record<string, string> {
	const lines = text.split('\n').map((line) => line.split('='));
	return Object.fromEntries(
		lines
			.filter(({ length }) => length === 2)
			.map(([name, value]) => [name?.trim() ?? '', value?.trim() ?? '']),
	);
}
export const linesOf = (pairs: Record<string, string>): string =>
	Object.entries(pairs)
		.map(([name, value]) => `${name} = ${value}`)
		.join('\n');
