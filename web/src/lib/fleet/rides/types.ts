/** The shapes of rides that travel, from the API's own document. */
import type { components } from '../../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Ride = Schema<'Ride'>;
export type RideState = Schema<'RideState'>;
export type RideVerb = Schema<'RideVerb'>;
export type RideFinish = Schema<'RideFinish'>;
export type RideSetOff = Schema<'RideSetOff'>;
export type RideCandidate = Schema<'RideCandidate'>;
export type DriverDay = Schema<'DriverDay'>;
export type DriverDays = Schema<'DriverDays'>;
export type Remark = Schema<'VehicleRemark'>;
