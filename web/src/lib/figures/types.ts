/** The shapes of the figures that travel, from the API's own document. */
import type { components, paths } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Figures = Schema<'MaintenanceFigures'>;
export type About = Schema<'FigureAbout'>;
export type Times = Schema<'FigureTimes'>;
export type ServiceLevels = Schema<'FigureServiceLevel'>;
export type Backlog = Schema<'FigureBacklog'>;
export type AgePart = Schema<'FigureAgePart'>;
export type Work = Schema<'FigureWork'>;
export type Inspections = Schema<'FigureInspections'>;
export type Remarks = Schema<'FigureRemarks'>;
export type Reopened = Schema<'FigureReopened'>;
export type Repeats = Schema<'FigureRepeats'>;
export type Installations = Schema<'FigureInstallations'>;
export type TicketKind = Schema<'TicketKind'>;

export type FiguresQuery = paths['/api/v1/maintenance-figures']['get']['parameters']['query'];
export type FiguresTable =
	paths['/api/v1/maintenance-figures/tables/{table}']['get']['parameters']['path']['table'];
