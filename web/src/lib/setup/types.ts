/** The shapes of teams and service levels that travel, from the API's own document. */
import type { components } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Team = Schema<'MaintenanceTeam'>;
export type NewTeam = Schema<'NewMaintenanceTeam'>;
export type TeamChange = Schema<'MaintenanceTeamChange'>;
export type Levels = Schema<'ServiceLevels'>;
export type Level = Schema<'ServiceLevel'>;
export type LevelSet = Schema<'ServiceLevelSet'>;
export type Person = Schema<'TicketPerson'>;
