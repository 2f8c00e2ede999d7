/** The shapes that travel, from the API's own document. */
import type { components, paths } from './schema';

/** The first letter of each word of `PascalCase` in lower case, with a line before it: `pascal_case`. */
type Snake<S extends string> = S extends `${infer First}${infer Rest}`
	? First extends Lowercase<First>
		? `${First}${Snake<Rest>}`
		: `_${Lowercase<First>}${Snake<Rest>}`
	: S;

type Word<S extends string> = Snake<S> extends `_${infer Rest}` ? Rest : Snake<S>;

/**
 * Enumerated words as they travel. The document may name them as the server's code does (`NeedsApproval`); on the
 * wire they are always `needs_approval`, and a document that says so is left as it is.
 */
export type Wire<T> = T extends string
	? string extends T
		? T
		: Word<T>
	: T extends readonly (infer Item)[]
		? Wire<Item>[]
		: T extends object
			? { [Key in keyof T]: Wire<T[Key]> }
			: T;

type Schema<Name extends keyof components['schemas']> = Wire<components['schemas'][Name]>;

export type WirePaths = Wire<paths>;

export interface Ref {
	id: string;
	name: string;
}

export type Session = Schema<'Session'>;
export type Site = Schema<'Place'>;
export type Feature = Schema<'Feature'>;
export type Room = Schema<'Room'>;
export type Policy = Schema<'EffectivePolicy'>;
export type Hours = Schema<'Hours'>;
export type Open = Schema<'Open'>;

export type Finding = Schema<'Finding'>;
export type Conflict = Schema<'Conflict'>;
export type Alternative = Schema<'Alternative'>;
export type Availability = Schema<'Availability'>;
export type AvailabilityState = Schema<'Answer'>;
/** What the search says about a room; one that is shown always has its room. */
export type AvailabilityItem = Schema<'Offer'> & { room: NonNullable<Schema<'Offer'>['room']> };

export type Booking = Schema<'Booking'>;
export type BookingSummary = Schema<'BookingSummary'>;
export type Occurrence = Schema<'Occurrence'>;
export type OccurrenceState = Schema<'State'>;
export type Visibility = Schema<'Visibility'>;
export type BookingInput = Schema<'NewBookingBody'>;
export type EditInput = Schema<'ChangeBody'>;
export type Preview = Schema<'BookingPreview'>;
export type PreviewDate = Schema<'PreviewDate'>;
export type EditPreview = Schema<'EditPreview'>;
export type EditPreviewDate = Schema<'EditPreviewDate'>;

export type Approval = Schema<'Page_Approval'>['items'][number];
export type Timeline = Schema<'Timeline'>;
export type TimelineRow = Schema<'TimelineRow'>;
export type Bar = Schema<'TimelineBar'>;

export interface Page<T> {
	items: T[];
	next_cursor?: string | null;
}
