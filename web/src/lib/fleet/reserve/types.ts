/** The shapes of reservations that travel, from the API's own document. */
import type { components, paths } from '../../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Reservation = Schema<'VehicleReservation'>;
export type NewReservation = Schema<'NewReservation'>;
export type ReservationChange = Schema<'VehicleReservationChange'>;
export type Options = Schema<'VehicleReservationOptions'>;
export type Remark = Schema<'VehicleRemark'>;
export type Swap = Schema<'VehicleSwap'>;
export type Zone = Schema<'LowEmissionZone'>;
export type ReservationState = Reservation['state'];
type Get<Path extends keyof paths> = paths[Path] extends {
	get: { parameters: { query?: infer Wanted } };
}
	? NonNullable<Wanted>
	: never;
export type ReservationQuery = Get<'/api/v1/vehicle-reservations'>;
export type OptionsQuery = Get<'/api/v1/vehicle-reservations/options'>;

/** The members of a wish that a way changes, with their values. */
export interface WayChange {
	from?: string;
	to?: string;
	vehicle_id?: string | null;
	passengers?: number;
	luggage_l?: number;
	distance_km?: number;
	child_seats?: number;
	step_free?: boolean;
	with_driver?: boolean;
	zones?: string[];
}
export type Way = Remark & { change: WayChange };
