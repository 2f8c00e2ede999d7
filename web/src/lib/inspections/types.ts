/** The shapes of inspections that travel, from the API's own document. */
import type { components, paths } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
type Query<Path extends keyof paths> = paths[Path] extends {
	get: { parameters: { query?: infer Wanted } };
}
	? NonNullable<Wanted>
	: never;

export type Due = Schema<'InspectionDue'>;
export type DueQuery = Query<'/api/v1/inspections/due'>;
export type Standing = Schema<'DueStanding'>;
export type InspectionLine = Schema<'InspectionLine'>;
export type Inspection = Schema<'Inspection'>;
export type InspectionQuery = Query<'/api/v1/inspections'>;
export type InspectionState = Schema<'InspectionState'>;
export type InspectionVerb = Schema<'InspectionVerb'>;
export type InspectionResult = Schema<'InspectionResult'>;
export type InspectionFile = Schema<'InspectionFile'>;
export type Judgement = Schema<'InspectionJudgement'>;
export type NewInspection = Schema<'NewInspection'>;
export type Remark = Schema<'InspectionRemark'>;
export type RemarkState = Schema<'RemarkState'>;
export type Performer = Schema<'PerformerKind'>;
export type Regime = Schema<'InspectionRegime'>;
export type NewRegime = Schema<'NewInspectionRegime'>;
export type RegimeChange = Schema<'InspectionRegimeChange'>;
export type Interval = Schema<'InspectionInterval'>;
export type NewInterval = Schema<'NewInspectionInterval'>;
export type Applies = Schema<'Applies'>;
export type Token = Schema<'Token'>;
