/** The shapes of trips, energy, costs and fines that travel, from the API's own document. */
import type { components, paths } from '../../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
type Query<Path extends keyof paths> = paths[Path] extends {
	get: { parameters: { query?: infer Wanted } };
}
	? NonNullable<Wanted>
	: never;

export type Trip = Schema<'Trip'>;
export type TripKind = Schema<'TripKind'>;
export type NewTrip = Schema<'NewTrip'>;
export type TripCorrection = Schema<'TripCorrection'>;
export type TripQuery = Query<'/api/v1/trips'>;
export type Energy = Schema<'EnergyTransaction'>;
export type EnergyKind = Schema<'EnergyKind'>;
export type NewEnergy = Schema<'NewEnergy'>;
export type EnergyQuery = Query<'/api/v1/energy-transactions'>;
export type EnergyImport = Schema<'EnergyImport'>;
export type EnergyMapping = Schema<'EnergyMapping'>;
export type EnergyColumns = Schema<'EnergyColumns'>;
export type EnergyProfile = Schema<'EnergyProfile'>;
export type EnergyReport = Schema<'EnergyReport'>;
export type EnergyLine = Schema<'EnergyLine'>;
export type EnergyOutcome = Schema<'EnergyOutcome'>;
export type EnergyFileLook = Schema<'EnergyFileLook'>;
export type Separator = Schema<'Separator'>;
export type VehicleCosts = Schema<'VehicleCosts'>;
export type VehicleCost = Schema<'VehicleCost'>;
export type CostFigures = Schema<'CostFigures'>;
export type CostKind = Schema<'CostKind'>;
export type NewCost = Schema<'NewCost'>;
export type Co2Factor = Schema<'Co2Factor'>;
export type NewCo2Factor = Schema<'NewCo2Factor'>;
export type Fine = Schema<'Fine'>;
export type FineKind = Schema<'FineKind'>;
export type FineState = Schema<'FineState'>;
export type FineMatch = Schema<'FineMatch'>;
export type NewFine = Schema<'NewFine'>;
export type FineQuery = Query<'/api/v1/fines'>;
export type FleetFigures = Schema<'FleetFigures'>;
export type VehicleFigures = Schema<'VehicleFigures'>;
export type FleetFiguresQuery = Query<'/api/v1/fleet-figures'>;
