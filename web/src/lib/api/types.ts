export interface Ref {
	id: string;
	name: string;
}

export interface OrgUnit extends Ref {
	code: string;
}

export interface Person {
	id: string;
	login: string;
	name: string;
	email?: string | null;
	language: string;
	org_unit?: OrgUnit | null;
	site_id?: string | null;
}

export interface Session {
	person: Person;
	may: string[];
	acts_for: Ref[];
}

export interface Site extends Ref {
	code: string;
	time_zone?: string | null;
}

export interface Feature {
	code: string;
	name: string;
}

export interface Layout {
	id: string;
	code: string;
	name: string;
	capacity: number;
	setup_minutes: number;
	cleanup_minutes: number;
	is_default: boolean;
}

export interface Photo {
	id: string;
	url: string;
	alt?: string | null;
}

export interface Room {
	id: string;
	code: string;
	name: string;
	description?: string | null;
	site: { id: string; code: string; name: string };
	place_path?: string | null;
	features: string[];
	layouts: Layout[];
	capacity: number;
	photos: Photo[];
	overlaps_with: string[];
	step_free: boolean;
	retired: boolean;
}

export type Severity = 'refusal' | 'needs_approval' | 'notice';

export interface Finding {
	code: string;
	severity: Severity;
	text: string;
	original_start?: string | null;
	bookable_id?: string | null;
}

export type AvailabilityState = 'free' | 'needs_approval' | 'not_free';

export interface Alternative {
	why: 'same_time_other_room' | 'same_room_nearest_time' | 'other_room_for_date' | 'smaller_buffers';
	bookable_id: string;
	name: string;
	start: string;
	starts_at: string;
	ends_at: string;
	layout_id?: string | null;
	original_start?: string | null;
	state?: AvailabilityState | null;
}

export interface SeriesDate {
	original_start: string;
	state: AvailabilityState;
	findings: Finding[];
}

export interface AvailabilityItem {
	bookable_id: string;
	room: Room;
	state: AvailabilityState;
	layout_id?: string | null;
	setup_minutes: number;
	cleanup_minutes: number;
	findings: Finding[];
	free_dates: number;
	total_dates: number;
	dates: SeriesDate[];
	alternatives: Alternative[];
}

export interface Availability {
	dates: { original_start: string; starts_at: string; ends_at: string }[];
	items: AvailabilityItem[];
	next_cursor?: string | null;
}

export interface Conflict {
	occurrence_start?: string | null;
	bookable_id: string;
	kind: string;
	from: string;
	to: string;
	label: string;
}

export type OccurrenceState =
	| 'held'
	| 'requested'
	| 'confirmed'
	| 'in_use'
	| 'finished'
	| 'declined'
	| 'withdrawn'
	| 'cancelled'
	| 'released'
	| 'displaced'
	| 'expired'
	| 'skipped';

export interface Claim {
	bookable_id: string;
	bookable_name: string;
	layout_id?: string | null;
	layout_name?: string | null;
	setup_minutes: number;
	cleanup_minutes: number;
}

export interface Occurrence {
	id: string;
	booking_id: string;
	original_start: string;
	start: string;
	duration_minutes: number;
	starts_at: string;
	ends_at: string;
	state: OccurrenceState;
	reason?: string | null;
	/** The reason in the language of the caller. */
	reason_text?: string | null;
	title: string;
	attendees: number;
	overridden: string[];
	claims: Claim[];
	approvals: { id: string; stage: number; state: string; decided_by?: Ref | null; reason?: string | null }[];
	check_in?: { opens_at: string; closes_at: string } | null;
	may: string[];
	version: number;
}

export type Visibility = 'normal' | 'private' | 'confidential';

export interface Booking {
	id: string;
	title: string;
	description?: string | null;
	host: Ref;
	created_by?: Ref | null;
	attendees: number;
	visibility: Visibility;
	start: string;
	duration_minutes: number;
	time_zone: string;
	recurrence?: string | null;
	split_from?: string | null;
	version: number;
	occurrences: Occurrence[];
	may: string[];
}

export interface BookingSummary {
	id: string;
	title: string;
	host: Ref;
	recurrence?: string | null;
	start: string;
	duration_minutes: number;
	time_zone: string;
	occurrence_count: number;
	next?: Occurrence | null;
	last?: Occurrence | null;
	bookable_names: string[];
}

export interface BookableWish {
	id: string;
	layout_id?: string | null;
}

export interface BookingInput {
	title: string;
	description?: string | null;
	bookables: BookableWish[];
	start: string;
	duration_minutes: number;
	time_zone: string;
	recurrence?: string | null;
	attendees: number;
	host_id?: string | null;
	visibility: Visibility;
	on_conflict: 'fail' | 'skip';
	setup_minutes?: number | null;
	cleanup_minutes?: number | null;
	preview_hash?: string | null;
}

export interface PreviewDate {
	original_start: string;
	starts_at: string;
	ends_at: string;
	state: 'confirmed' | 'requested' | 'conflict' | 'skipped';
	findings: Finding[];
	conflicts: Conflict[];
	alternatives: Alternative[];
}

export interface Preview {
	preview_hash: string;
	outcome: 'confirmed' | 'requested' | 'refused';
	bookables: {
		id: string;
		name: string;
		layout_id?: string | null;
		setup_minutes: number;
		cleanup_minutes: number;
	}[];
	occurrences: PreviewDate[];
	findings: Finding[];
}

export interface EditInput {
	title?: string;
	description?: string | null;
	bookables?: BookableWish[];
	start?: string;
	duration_minutes?: number;
	recurrence?: string | null;
	attendees?: number;
	visibility?: Visibility;
	on_conflict?: 'fail' | 'skip';
	preview_hash?: string;
}

export interface Span {
	starts_at: string;
	ends_at: string;
}

export interface EditPreviewDate {
	id?: string | null;
	original_start: string;
	change: 'kept' | 'moved' | 'added' | 'cancelled' | 'conflict';
	from?: Span | null;
	to?: Span | null;
	findings: Finding[];
	conflicts: Conflict[];
	alternatives: Alternative[];
}

export interface EditPreview {
	preview_hash: string;
	kept: number;
	moved: number;
	added: number;
	cancelled: number;
	conflicts: number;
	occurrences: EditPreviewDate[];
}

export interface Approval {
	id: string;
	stage: number;
	state: string;
	bookable_id: string;
	bookable_name: string;
	requested_at: string;
	occurrence: Occurrence;
	booking: { id: string; title: string; host: Ref; attendees: number };
	competing: string[];
}

export interface Bar {
	bookable_id: string;
	occurrence_id?: string | null;
	booking_id?: string | null;
	kind: 'confirmed' | 'requested' | 'closure' | 'maintenance' | 'hold';
	starts_at: string;
	ends_at: string;
	blocked_from: string;
	blocked_to: string;
	title?: string | null;
	host?: string | null;
	mine: boolean;
}

export interface TimelineRow {
	bookable_id: string;
	name: string;
	code: string;
	site_id: string;
	capacity: number;
}

export interface Timeline {
	from: string;
	to: string;
	rows: TimelineRow[];
	bars: Bar[];
}

export interface Page<T> {
	items: T[];
	next_cursor?: string | null;
}

export interface PolicyOrigin {
	scope_id: string;
	kind: string;
	code: string;
	name: string;
}

export interface Part<T> {
	value: T;
	from?: PolicyOrigin | null;
}

export interface Open {
	from: string;
	to: string;
}

export interface Hours {
	monday?: Open[];
	tuesday?: Open[];
	wednesday?: Open[];
	thursday?: Open[];
	friday?: Open[];
	saturday?: Open[];
	sunday?: Open[];
}

export interface Policy {
	at: string;
	hours: Part<Hours>;
	window: Part<{
		min_notice_minutes?: number | null;
		horizon_days?: number | null;
		min_duration_minutes?: number | null;
		max_duration_minutes?: number | null;
		grid_minutes?: number | null;
	}>;
	audience: Part<{ book?: { everyone?: boolean }; ask?: { everyone?: boolean } }>;
	approval: Part<{ stages: unknown[]; holds?: boolean }>;
	buffers: Part<{ setup_minutes: number; cleanup_minutes: number }>;
	presence: Part<{ check_in: boolean; opens_before_minutes: number; release_after_minutes: number }>;
}
