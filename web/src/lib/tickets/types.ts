/** The shapes of maintenance that travel, from the API's own document. */
import type { components } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type TicketState = Schema<'TicketState'>;
export type Verb = Schema<'TicketVerb'>;
export type Priority = Schema<'Priority'>;
export type Kind = Schema<'TicketKind'>;
export type Impact = Schema<'Impact'>;
export type Urgency = Schema<'Urgency'>;
export type Clock = Schema<'Standing'>;
export type Scope = 'mine' | 'assigned' | 'all';
export type WorkKind = Schema<'WorkKind'>;

export interface Ref {
	id: string;
	name: string;
}

/** A place that is chosen: its name, and the way to it in words. */
export interface TicketPlace extends Ref {
	path: string;
}

export type ServiceLevel = Schema<'TicketServiceLevel'>;
export type TicketSummary = Schema<'TicketLine'>;
export type Ticket = Omit<Schema<'Ticket'>, 'tasks'> & { tasks: Task[] };
export type TicketChange = Schema<'TicketChange'>;
export type TicketEvent = Schema<'TicketEvent'>;
export type TicketPhoto = Schema<'TicketPhoto'>;
export type TaskAnswer = boolean | number | string;
/** The contract says of an answer only that it is JSON. */
export type Task = Omit<Schema<'TicketTask'>, 'answer'> & { answer?: unknown };
export type WorkEntry = Schema<'TicketWork'>;
export type WorkTotal = Schema<'TicketWorkTotal'>;
export type Threat = Schema<'TicketThreat'>;
/** One line of the table of moves. */
export type Move = Schema<'TicketMove'>;
export type BoardColumn = Schema<'TicketColumn'>;
export type Team = Schema<'MaintenanceTeam'>;
export type Mention = Schema<'TicketMention'>;
/** What stands where a QR code hangs: names in the four languages. */
export type QrPlace = Schema<'ReportPlace'>;
/** A guest's ticket: nothing internal. */
export type Followed = Schema<'FollowedTicket'>;
