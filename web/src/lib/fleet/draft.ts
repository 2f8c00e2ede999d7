/** What is typed of a vehicle, and what of it travels. */
import type {
	BodyStyle,
	ChargePlug,
	EuroNorm,
	Fuel,
	Names,
	NewVehicle,
	Vehicle,
	VehicleCategory,
	VehicleLease,
} from './types';

/** A field for a number: nothing where it is empty. */
export type Typed = number | null | undefined;

export interface LeaseDraft {
	lessor: string;
	starts: string;
	ends: string;
	total: Typed;
	yearly: Typed;
	monthly: Typed;
}

export interface VehicleDraft {
	names: Names;
	code: string;
	make: string;
	model: string;
	category: VehicleCategory | '';
	body: BodyStyle | '';
	fuel: Fuel | '';
	norm: EuroNorm | '';
	co2: Typed;
	seats: Typed;
	anchors: Typed;
	boot: Typed;
	range: Typed;
	battery: Typed;
	plug: ChargePlug | '';
	power: Typed;
	vin: string;
	registered: string;
	acquired: string;
	exception: string;
	remarks: string;
	stepFree: boolean;
	chauffeured: boolean;
	leased: boolean;
	lease: LeaseDraft;
}

function leaseDraft(lease: VehicleLease | null | undefined): LeaseDraft {
	return {
		lessor: lease?.lessor ?? '',
		starts: lease?.starts_on ?? '',
		ends: lease?.ends_on ?? '',
		total: lease?.km_total,
		yearly: lease?.km_per_year,
		monthly: typeof lease?.monthly_cents === 'number' ? lease.monthly_cents / 100 : undefined,
	};
}

/** A thousand to the unit that people know: watts to kilowatts, watt-hours to kilowatt-hours. */
const kilo = (value: Typed): Typed => (typeof value === 'number' ? value / 1000 : undefined);
const unkilo = (value: Typed): Typed => (typeof value === 'number' ? Math.round(value * 1000) : undefined);

export function draftOf(vehicle?: Vehicle): VehicleDraft {
	return {
		names: { ...vehicle?.names },
		code: vehicle?.code ?? '',
		make: vehicle?.make ?? '',
		model: vehicle?.model ?? '',
		category: vehicle?.category ?? '',
		body: vehicle?.body ?? '',
		fuel: vehicle?.fuel ?? '',
		norm: vehicle?.euro_norm ?? '',
		co2: vehicle?.co2_g_km,
		seats: vehicle?.seats,
		anchors: vehicle?.child_seat_anchors ?? 0,
		boot: vehicle?.boot_litres,
		range: vehicle?.range_km,
		battery: kilo(vehicle?.battery_wh),
		plug: vehicle?.charge_plug ?? '',
		power: kilo(vehicle?.max_charge_watts),
		vin: vehicle?.vin ?? '',
		registered: vehicle?.first_registered_on ?? '',
		acquired: vehicle?.acquired_on ?? '',
		exception: vehicle?.acquisition_exception ?? '',
		remarks: vehicle?.remarks ?? '',
		stepFree: vehicle?.step_free ?? false,
		chauffeured: vehicle?.chauffeured ?? false,
		leased: !!vehicle?.lease,
		lease: leaseDraft(vehicle?.lease),
	};
}

function leaseOf({ leased, lease }: VehicleDraft): VehicleLease | null {
	if (!leased) return null;
	return {
		lessor: lease.lessor.trim(),
		starts_on: lease.starts,
		ends_on: lease.ends || null,
		km_total: lease.total ?? null,
		km_per_year: lease.yearly ?? null,
		monthly_cents: typeof lease.monthly === 'number' ? Math.round(lease.monthly * 100) : null,
	};
}

/** The whole vehicle as it was typed; an empty field says that nothing is known. */
export function bodyOf(draft: VehicleDraft, bay: string): NewVehicle {
	const { category, body, fuel } = draft;
	if (!category || !body || !fuel) throw new Error('the form asks for these');
	return {
		code: draft.code.trim(),
		names: namesOf(draft.names),
		home_bay_id: bay,
		make: draft.make.trim(),
		model: draft.model.trim(),
		category,
		body,
		fuel,
		euro_norm: draft.norm || null,
		co2_g_km: draft.co2 ?? null,
		seats: draft.seats ?? 0,
		child_seat_anchors: draft.anchors ?? 0,
		boot_litres: draft.boot ?? null,
		range_km: draft.range ?? null,
		battery_wh: unkilo(draft.battery) ?? null,
		charge_plug: draft.plug || null,
		max_charge_watts: unkilo(draft.power) ?? null,
		vin: draft.vin.trim() || null,
		first_registered_on: draft.registered || null,
		acquired_on: draft.acquired || null,
		acquisition_exception: draft.exception.trim() || null,
		remarks: draft.remarks.trim() || null,
		step_free: draft.stepFree,
		chauffeured: draft.chauffeured,
		lease: leaseOf(draft),
	};
}

/** Names that were typed; without any, it is called by make and model. */
function namesOf(names: Names): Names | null {
	const typed = Object.entries(names).filter(([, text]) => text?.trim());
	return typed.length > 0 ? Object.fromEntries(typed) : null;
}

/** Names as a change: one that was emptied is taken away. */
export function changedNames(names: Names): Record<string, string> {
	return Object.fromEntries(
		Object.entries(names)
			.filter(([, text]) => typeof text === 'string')
			.map(([code, text]) => [code, (text as string).trim()]),
	);
}
