//! A booking with its dates, and a line in a list of bookings.

use booking::{
    model::booking::{Booking, Visibility},
    queries::bookings::Details,
};
use kernel::{BookingId, Ctx, WallTime, Zone};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Lens, OccurrenceView, PersonRef};

/// A booking with its dates.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Booking)]
pub(crate) struct BookingView {
    id: BookingId,
    title: String,
    description: Option<String>,
    /// The person it is for.
    host: PersonRef,
    /// Whoever made it; the host, where it was imported.
    created_by: PersonRef,
    attendees: i64,
    visibility: Visibility,
    precedence: String,
    cost_centre: Option<String>,
    /// When the first date starts, by the wall clock.
    start: WallTime,
    duration_minutes: i64,
    time_zone: Zone,
    /// The rule of the series (RFC 5545); null for a single date.
    recurrence: Option<String>,
    /// The booking that it was split from.
    split_from: Option<BookingId>,
    version: i64,
    #[schema(format = DateTime)]
    created_at: String,
    occurrences: Vec<OccurrenceView>,
    /// What the caller may do now: `edit`, `cancel`.
    #[schema(value_type = Vec<String>)]
    may: Vec<&'static str>,
}

impl BookingView {
    pub(crate) fn new(cx: &Ctx, lens: &Lens, details: &Details) -> Self {
        let Details { booking, occurrences, approvals, .. } = details;
        let occurrences: Vec<OccurrenceView> =
            occurrences.iter().map(|date| OccurrenceView::new(cx, lens, booking, date, approvals)).collect();
        let may = ["edit", "cancel"].into_iter().filter(|what| occurrences.iter().any(|date| date.may(what))).collect();
        Self {
            id: booking.id,
            title: booking.title.clone(),
            description: booking.description.clone(),
            host: lens.people.person(booking.host),
            created_by: lens.people.person(booking.created_by.unwrap_or(booking.host)),
            attendees: booking.attendees,
            visibility: booking.visibility,
            precedence: booking.precedence.clone(),
            cost_centre: booking.cost_centre.clone(),
            start: booking.series.start,
            duration_minutes: booking.series.duration_minutes,
            time_zone: booking.series.zone,
            recurrence: booking.series.recurrence.as_ref().map(ToString::to_string),
            split_from: booking.split_from,
            version: booking.version,
            created_at: booking.created_at.rfc3339_in(booking.series.zone),
            occurrences,
            may,
        }
    }
}

/// A line in a list of bookings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BookingSummary)]
pub(crate) struct BookingSummaryView {
    id: BookingId,
    title: String,
    host: PersonRef,
    recurrence: Option<String>,
    /// When the first date starts, by the wall clock.
    start: WallTime,
    duration_minutes: i64,
    time_zone: Zone,
    /// How many dates it has, without those that were left out.
    occurrence_count: i64,
    /// The next date that takes place, or is going on.
    next: Option<OccurrenceView>,
    /// The last date.
    last: Option<OccurrenceView>,
    /// What its next date takes, else its last.
    bookable_names: Vec<String>,
    /// What the caller may do now: `edit`, `cancel`.
    #[schema(value_type = Vec<String>)]
    may: Vec<&'static str>,
}

impl BookingSummaryView {
    pub(crate) fn new(
        lens: &Lens,
        booking: &Booking,
        occurrence_count: i64,
        next: Option<OccurrenceView>,
        last: Option<OccurrenceView>,
    ) -> Self {
        let shown = next.as_ref().or(last.as_ref());
        let bookable_names = shown.map(OccurrenceView::bookable_names).unwrap_or_default();
        let dates = [next.as_ref(), last.as_ref()];
        let may =
            ["edit", "cancel"].into_iter().filter(|what| dates.iter().flatten().any(|date| date.may(what))).collect();
        Self {
            id: booking.id,
            title: booking.title.clone(),
            host: lens.people.person(booking.host),
            recurrence: booking.series.recurrence.as_ref().map(ToString::to_string),
            start: booking.series.start,
            duration_minutes: booking.series.duration_minutes,
            time_zone: booking.series.zone,
            occurrence_count,
            next,
            last,
            bookable_names,
            may,
        }
    }
}
