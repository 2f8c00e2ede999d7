/** The shapes of the desk that travel, from the API's own document. */
import type { components } from '../../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Desk = Schema<'VehicleDesk'>;
export type DeskReservation = Schema<'DeskReservation'>;
export type DeskStage = Schema<'DeskStage'>;
export type DeskDriver = Schema<'DeskDriver'>;
export type HandOut = Schema<'HandOutVehicle'>;
export type Return = Schema<'ReturnVehicle'>;
export type Cleanliness = Schema<'Cleanliness'>;
export type NewDamage = Schema<'NewVehicleDamage'>;
export type DamagePart = Schema<'DamagePart'>;
export type Damage = Schema<'VehicleDamage'>;
export type Threatened = Schema<'ThreatenedReservation'>;
export type ThreatCause = Schema<'ThreatCause'>;
