/** The shapes that travel, from the API's own document. */
import type { components, paths } from './schema';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type { paths };

export interface Ref {
	id: string;
	name: string;
}

export type Session = Schema<'Session'>;
export type Site = Schema<'Place'>;
export type Feature = Schema<'Feature'>;
export type Room = Schema<'Room'>;
export type Layout = Schema<'Layout'>;
export type Policy = Schema<'EffectivePolicy'>;
export type Hours = Policy['hours']['value'];
export type Open = NonNullable<Hours['monday']>[number];

export type Finding = Schema<'Finding'>;
export type Conflict = Schema<'Conflict'>;
export type Alternative = Schema<'Alternative'>;
export type Availability = Schema<'Availability'>;
export type AvailabilityState = Schema<'Offer'>['state'];
/** What the search says about a room; one that is shown always has its room. */
export type AvailabilityItem = Schema<'Offer'> & { room: NonNullable<Schema<'Offer'>['room']> };

export type Booking = Schema<'Booking'>;
export type BookingSummary = Schema<'BookingSummary'>;
export type Occurrence = Schema<'Occurrence'>;
export type OccurrenceState = Occurrence['state'];
export type Visibility = Booking['visibility'];
export type BookingInput = Schema<'NewBookingBody'>;
export type EditInput = Schema<'ChangeBody'>;
export type Preview = Schema<'BookingPreview'>;
export type PreviewDate = Schema<'PreviewDate'>;
export type EditPreview = Schema<'EditPreview'>;
export type EditPreviewDate = Schema<'EditPreviewDate'>;

export type Approval =
	paths['/api/v1/approvals']['get']['responses'][200]['content']['application/json']['items'][number];
export type Timeline = Schema<'Timeline'>;
export type TimelineRow = Schema<'TimelineRow'>;
export type Bar = Schema<'TimelineBar'>;

export interface Page<T> {
	items: T[];
	next_cursor?: string | null;
}
