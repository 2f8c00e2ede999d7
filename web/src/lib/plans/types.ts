/** The shapes of plans of work that comes again, from the API's own document. */
import type { components, paths } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
type Query<Path extends keyof paths> = paths[Path] extends {
	get: { parameters: { query?: infer Wanted } };
}
	? NonNullable<Wanted>
	: never;

export type Plan = Schema<'MaintenancePlan'>;
export type WholePlan = Schema<'MaintenancePlanDetail'>;
export type PlanQuery = Query<'/api/v1/maintenance-plans'>;
export type Trigger = Schema<'PlanTrigger'>;
export type NewTrigger = Schema<'NewPlanTrigger'>;
export type NewPlan = Schema<'NewMaintenancePlan'>;
export type PlanChange = Schema<'MaintenancePlanChange'>;
export type PlanWork = Schema<'PlanWork'>;
export type CountedFrom = Schema<'CountedFrom'>;
export type Checklist = Schema<'Checklist'>;
