/** Words, shapes and colours for vehicles, what is due for them, drivers and zones. */
import type { Label } from '../booking/labels';
import { daysWords } from '../inspections/labels';
import { m } from '../paraglide/messages';
import { clockRange, number, shortDayYear } from '../time/format';
import { dayOf, plusDays, timeOf, wallOf } from '../time/wall';
import type {
	BodyStyle,
	ChargePlug,
	Deadline,
	DeadlineKind,
	DeadlineStanding,
	Driver,
	EmissionAdmits,
	EmissionVerdict,
	EuroNorm,
	Fuel,
	LicenceCategory,
	OdometerSource,
	PaperAudience,
	RuleFuel,
	Vehicle,
	VehicleCategory,
	VehicleState,
} from './types';

const FUEL: Record<Fuel, () => string> = {
	electric: () => m.fleet_fuel_electric(),
	hydrogen: () => m.fleet_fuel_hydrogen(),
	plug_in_hybrid: () => m.fleet_fuel_plug_in_hybrid(),
	plug_in_hybrid_diesel: () => m.fleet_fuel_plug_in_hybrid_diesel(),
	petrol: () => m.fleet_fuel_petrol(),
	diesel: () => m.fleet_fuel_diesel(),
	cng: () => m.fleet_fuel_cng(),
	lpg: () => m.fleet_fuel_lpg(),
};
export const FUELS = Object.keys(FUEL) as Fuel[];
/** What rules on emissions tell apart. */
export const RULE_FUELS: RuleFuel[] = ['electric', 'hydrogen', 'petrol', 'diesel', 'cng', 'lpg'];
export const fuelWord = (fuel: Fuel | RuleFuel): string => FUEL[fuel]();

const BODY: Record<BodyStyle, () => string> = {
	car: () => m.fleet_body_car(),
	van: () => m.fleet_body_van(),
	minibus: () => m.fleet_body_minibus(),
	other: () => m.fleet_body_other(),
};
export const BODIES = Object.keys(BODY) as BodyStyle[];
export const bodyWord = (body: BodyStyle): string => BODY[body]();

export const CATEGORIES: VehicleCategory[] = ['m1', 'm2', 'm3', 'n1', 'n2', 'n3', 'l'];
export const EURO_NORMS: EuroNorm[] = [
	'euro_0',
	'euro_1',
	'euro_2',
	'euro_3',
	'euro_4',
	'euro_5',
	'euro_6',
	'euro_6d',
	'euro_7',
];
/** `Euro 6d`: the same in every language. */
export const normWord = (norm: EuroNorm): string => norm.replace('euro_', 'Euro ');

const PLUG: Record<ChargePlug, () => string> = {
	type_2: () => m.fleet_plug_type_2(),
	ccs: () => 'CCS',
	chademo: () => 'CHAdeMO',
	domestic: () => m.fleet_plug_domestic(),
};
export const PLUGS = Object.keys(PLUG) as ChargePlug[];
export const plugWord = (plug: ChargePlug): string => PLUG[plug]();

export const km = (value: number): string => m.fleet_km({ km: number(value) });

const STATE: Record<VehicleState, () => Label> = {
	in_service: () => ({ tone: 'ok', icon: 'check', text: m.inst_in_service() }),
	out_of_service: () => ({ tone: 'bad', icon: 'stop', text: m.inst_out_of_service() }),
	disposed: () => ({ tone: 'plain', icon: 'close', text: m.fleet_state_disposed() }),
};
export const STATES = Object.keys(STATE) as VehicleState[];
export const stateLabel = (state: VehicleState): Label => STATE[state]();

/** `Electric, 410 km`. */
export function fuelWords({ fuel, range_km }: Pick<Vehicle, 'fuel' | 'range_km'>): string {
	return range_km ? `${fuelWord(fuel)}, ${km(range_km)}` : fuelWord(fuel);
}

const KIND: Record<DeadlineKind, () => string> = {
	inspection: () => m.fleet_kind_inspection(),
	insurance: () => m.fleet_kind_insurance(),
	tyres: () => m.fleet_kind_tyres(),
	lease_end: () => m.fleet_kind_lease_end(),
	service: () => m.fleet_kind_service(),
	other: () => m.fleet_kind_other(),
};
export const KINDS = Object.keys(KIND) as DeadlineKind[];
export const kindWord = (kind: DeadlineKind): string => KIND[kind]();

/** What is due: its own title after the kind, or in its place where the kind says nothing. */
export function deadlineName({ kind, title }: Pick<Deadline, 'kind' | 'title'>): string {
	if (!title) return kindWord(kind);
	return kind === 'other' ? title : `${kindWord(kind)}: ${title}`;
}

const STANDING: Record<DeadlineStanding, () => Label> = {
	overdue: () => ({ tone: 'bad', icon: 'alert', text: m.insp_overdue() }),
	soon: () => ({ tone: 'wait', icon: 'clock', text: m.insp_due() }),
	fine: () => ({ tone: 'ok', icon: 'check', text: m.fleet_standing_fine() }),
};
export const STANDINGS = Object.keys(STANDING) as DeadlineStanding[];
/** What asks for attention first: what is overdue, then what is soon, each by day. */
export function mostUrgent(deadlines: Deadline[]): Deadline | undefined {
	for (const standing of ['overdue', 'soon'] as const) {
		const found = deadlines.find((each) => each.standing === standing);
		if (found) return found;
	}
	return deadlines[0];
}
export const standingWord = (standing: DeadlineStanding): string => STANDING[standing]().text;

/** How something stands, with what is left in days and kilometres, or which of them is past. */
export function standingLabel(deadline: Deadline): Label {
	const { standing, days_left, km_left } = deadline;
	if (!standing) return { tone: 'ok', icon: 'check', text: m.fleet_done() };
	const counts = (left: number | null | undefined): left is number =>
		typeof left === 'number' && (standing !== 'overdue' || left < 0);
	const left = [counts(days_left) ? daysWords(days_left) : '', counts(km_left) ? kmWords(km_left) : ''];
	const label = STANDING[standing]();
	// Days that are past say themselves that it is overdue.
	const words = standing === 'overdue' && left[0] ? '' : label.text;
	const numbers = left.filter(Boolean).join(', ');
	return { ...label, text: words && numbers ? `${words}: ${numbers}` : words || numbers };
}

function kmWords(left: number): string {
	return left >= 0 ? m.fleet_km_left({ km: number(left) }) : m.fleet_km_over({ km: number(-left) });
}

const SOURCE: Record<OdometerSource, () => string> = {
	manual: () => m.fleet_source_manual(),
	hand_out: () => m.fleet_source_hand_out(),
	return: () => m.fleet_source_return(),
	service: () => m.fleet_source_service(),
	energy: () => m.fleet_source_energy(),
	import: () => m.fleet_source_import(),
};
export const sourceWord = (source: OdometerSource): string => SOURCE[source]();

const VERDICT: Record<EmissionVerdict, () => Label> = {
	allowed: () => ({ tone: 'ok', icon: 'check', text: m.fleet_verdict_allowed() }),
	refused: () => ({ tone: 'bad', icon: 'stop', text: m.fleet_verdict_refused() }),
	excepted: () => ({ tone: 'wait', icon: 'edit', text: m.fleet_verdict_excepted() }),
	unknown: () => ({ tone: 'plain', icon: 'search', text: m.fleet_verdict_unknown() }),
};
export const verdictLabel = (verdict: EmissionVerdict): Label => VERDICT[verdict]();

const ADMITS: Record<EmissionAdmits, () => string> = {
	all: () => m.fleet_admits_all(),
	from_norm: () => m.fleet_admits_from_norm(),
	none: () => m.fleet_admits_none(),
};
export const ADMITS_WHOM = Object.keys(ADMITS) as EmissionAdmits[];
export const admitsWord = (admits: EmissionAdmits): string => ADMITS[admits]();

const AUDIENCE: Record<PaperAudience, () => string> = {
	drivers: () => m.fleet_audience_drivers(),
	management: () => m.fleet_audience_management(),
};
export const AUDIENCES = Object.keys(AUDIENCE) as PaperAudience[];
export const audienceWord = (audience: PaperAudience): string => AUDIENCE[audience]();

export const LICENCE_CATEGORIES: LicenceCategory[] = [
	'am',
	'a1',
	'a2',
	'a',
	'b',
	'be',
	'c1',
	'c1e',
	'c',
	'ce',
	'd1',
	'd1e',
	'd',
	'de',
	'g',
];
/** `C1E`: what stands on the licence. */
export const categoryWord = (category: LicenceCategory): string => category.toUpperCase();

/** How many days before the end of a licence or a check one is warned. */
export const WARN_DAYS = 30;

/** How the look at a licence stands on a day. */
export function checkLabel(driver: Driver, today: string, soon: string): Label {
	const due = driver.check_due_on;
	if (driver.retired) return { tone: 'plain', icon: 'close', text: m.fleet_driver_retired() };
	if (!due) return { tone: 'bad', icon: 'alert', text: m.fleet_check_never() };
	if (due < today) return { tone: 'bad', icon: 'alert', text: m.fleet_check_late() };
	if (due <= soon) return { tone: 'wait', icon: 'clock', text: m.fleet_check_soon() };
	return { tone: 'ok', icon: 'check', text: m.fleet_check_fine() };
}

/** What keeps a vehicle from being booked once it is overdue, unless somebody says otherwise; as the server has it. */
export const blocksUsually = (kind: DeadlineKind): boolean =>
	kind === 'inspection' || kind === 'insurance' || kind === 'lease_end';

/** When somebody is not there: whole days as days, anything else with the clock. */
export function awayWords({ from, to }: { from: string; to: string }, zone?: string): string {
	const [start, end] = [wallOf(from, zone), wallOf(to, zone)];
	if (timeOf(start) !== '00:00' || timeOf(end) !== '00:00')
		return `${shortDayYear(start)} ${clockRange(start, end)}`;
	const [first, last] = [dayOf(start), plusDays(dayOf(end), -1)];
	if (first === last) return shortDayYear(first);
	return m.closure_span({ from: shortDayYear(first), to: shortDayYear(last) });
}
