/** The shapes of checklists that travel, from the API's own document. */
import type { components } from '../api/schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Checklist = Schema<'Checklist'>;
export type ChecklistItem = Schema<'ChecklistItem'>;
export type NewChecklist = Schema<'NewChecklist'>;
export type ChecklistChange = Schema<'ChecklistChange'>;
export type NewTask = Schema<'NewTask'>;
export type TaskKind = Schema<'TaskKind'>;
export type Names = Schema<'NamesInput'>;
