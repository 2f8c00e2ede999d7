/** The shapes of the fleet that travel, from the API's own document. */
import type { components, paths } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
type Query<Path extends keyof paths> = paths[Path] extends {
	get: { parameters: { query?: infer Wanted } };
}
	? NonNullable<Wanted>
	: never;

export type Vehicle = Schema<'Vehicle'>;
export type WholeVehicle = Schema<'VehicleDetail'>;
export type NewVehicle = Schema<'NewVehicle'>;
export type VehicleChange = Schema<'VehicleChange'>;
export type VehicleLease = Schema<'VehicleLease'>;
export type VehicleQuery = Query<'/api/v1/vehicles'>;
export type VehicleState = Schema<'VehicleState'>;
export type VehicleCategory = Schema<'VehicleCategory'>;
export type VehicleFile = Schema<'VehicleFile'>;
export type PaperAudience = Schema<'PaperAudience'>;
export type BodyStyle = Schema<'BodyStyle'>;
export type Fuel = Schema<'Fuel'>;
export type EuroNorm = Schema<'EuroNorm'>;
export type ChargePlug = Schema<'ChargePlug'>;
export type PlateAssignment = Schema<'PlateAssignment'>;
export type NewPlateAssignment = Schema<'NewPlateAssignment'>;
export type OdometerReading = Schema<'OdometerReading'>;
export type OdometerSource = Schema<'OdometerSource'>;
export type Deadline = Schema<'VehicleDeadline'>;
export type DeadlineKind = Schema<'DeadlineKind'>;
export type DeadlineStanding = Schema<'DeadlineStanding'>;
export type DeadlineQuery = Query<'/api/v1/vehicle-deadlines'>;
export type NewDeadline = Schema<'NewVehicleDeadline'>;
export type DeadlineChange = Schema<'VehicleDeadlineChange'>;
export type DeadlineDone = Schema<'VehicleDeadlineDone'>;
export type Driver = Schema<'Driver'>;
export type DriverAbsence = Schema<'DriverAbsence'>;
export type DriverQuery = Query<'/api/v1/drivers'>;
export type NewDriver = Schema<'NewDriver'>;
export type DriverChange = Schema<'DriverChange'>;
export type Licence = Schema<'DrivingLicence'>;
export type LicenceCategory = Schema<'LicenceCategory'>;
export type EmissionAnswer = Schema<'EmissionAnswer'>;
export type EmissionVerdict = Schema<'EmissionVerdict'>;
export type EmissionScheme = Schema<'EmissionScheme'>;
export type EmissionSchemeKind = Schema<'EmissionSchemeKind'>;
export type EmissionRule = Schema<'EmissionRule'>;
export type EmissionAdmits = Schema<'EmissionAdmits'>;
export type NewEmissionRule = Schema<'NewEmissionRule'>;
export type RuleFuel = Schema<'RuleFuel'>;
export type Names = Schema<'NamesInput'>;
