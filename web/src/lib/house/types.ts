/** The shapes of installations, contracts and suppliers that travel, from the API's own document. */
import type { components, paths } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
type Query<Path extends keyof paths> = paths[Path] extends {
	get: { parameters: { query?: infer Wanted } };
}
	? NonNullable<Wanted>
	: never;

export type Installation = Schema<'Installation'>;
export type WholeInstallation = Schema<'WholeInstallation'>;
export type NewInstallation = Schema<'NewInstallation'>;
export type InstallationQuery = Query<'/api/v1/installations'>;
export type InstallationClass = Schema<'InstallationClass'>;
export type Criticality = Schema<'Criticality'>;
export type OutOfService = Schema<'OutOfService'>;
export type HouseDocument = Schema<'Document'>;
export type Validity = Schema<'Validity'>;
export type Meter = Schema<'Meter'>;
export type MeterUnit = Schema<'MeterUnit'>;
export type MeterReading = Schema<'MeterReading'>;
export type NewMeterReading = Schema<'NewMeterReading'>;
export type Contract = Schema<'Contract'>;
export type ContractState = Schema<'ContractState'>;
export type ContractQuery = Query<'/api/v1/contracts'>;
export type NewContract = Schema<'NewContract'>;
export type ContractChange = Schema<'ContractChange'>;
export type Supplier = Schema<'Supplier'>;
export type NewSupplier = Schema<'NewSupplier'>;
export type SupplierQuery = Query<'/api/v1/suppliers'>;
export type Names = Schema<'NamesInput'>;
