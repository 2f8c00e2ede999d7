//! What callers send.
#![expect(clippy::option_option, reason = "in a PATCH, absent is not the same as null")]

use std::collections::HashSet;

use booking::{
    BookingError,
    commands::{create_booking::NewBooking, edit::Change},
    model::{
        booking::{OnConflict, Series, Visibility},
        wish::Pick,
    },
};
use kernel::{BookableId, Fold, LayoutId, PersonId, Recurrence, WallTime, Zone};
use serde::Deserialize;
use utoipa::ToSchema;

/// What to take.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BookableWish {
    id: BookableId,
    /// How to set it up; whichever fits best when absent.
    #[serde(default)]
    layout_id: Option<LayoutId>,
}

/// What somebody wants to book.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBookingBody {
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    #[serde(default)]
    #[schema(max_length = 4000)]
    description: Option<String>,
    /// What to take: all or nothing.
    #[schema(min_items = 1, max_items = 20)]
    bookables: Vec<BookableWish>,
    /// When it starts, by the wall clock of `time_zone`.
    start: WallTime,
    #[schema(minimum = 1)]
    duration_minutes: i64,
    time_zone: Zone,
    /// Which of two instants is meant on the autumn night: the first unless told otherwise.
    #[serde(default)]
    fold: Fold,
    /// An RFC 5545 rule with an end, at most 1000 dates; one time when absent.
    #[serde(default)]
    #[schema(example = "FREQ=WEEKLY;COUNT=10")]
    recurrence: Option<String>,
    #[schema(minimum = 0)]
    attendees: i64,
    /// The person it is for: the caller when absent.
    #[serde(default)]
    host_id: Option<PersonId>,
    #[serde(default = "normal")]
    visibility: Visibility,
    /// Its class of precedence; only for those who manage bookings there.
    #[serde(default)]
    precedence: Option<String>,
    #[serde(default)]
    cost_centre: Option<String>,
    /// What to do with dates that do not fit.
    #[serde(default = "fail")]
    on_conflict: OnConflict,
    /// Minutes of set-up, where more than usual are needed.
    #[serde(default)]
    setup_minutes: Option<i64>,
    /// Minutes of clear-up, where more than usual are needed.
    #[serde(default)]
    cleanup_minutes: Option<i64>,
    /// The preview that the caller agreed to.
    #[serde(default)]
    preview_hash: Option<String>,
}

const fn normal() -> Visibility {
    Visibility::Normal
}

const fn fail() -> OnConflict {
    OnConflict::Fail
}

impl NewBookingBody {
    pub(super) fn into_command(self) -> Result<NewBooking, BookingError> {
        let Self {
            title,
            description,
            bookables,
            start,
            duration_minutes,
            time_zone,
            fold,
            recurrence,
            attendees,
            host_id,
            visibility,
            precedence,
            cost_centre,
            on_conflict,
            setup_minutes,
            cleanup_minutes,
            preview_hash,
        } = self;
        Ok(NewBooking {
            title,
            description,
            picks: picks(bookables, setup_minutes, cleanup_minutes),
            series: Series {
                start,
                duration_minutes,
                zone: time_zone,
                fold,
                recurrence: rule(recurrence.as_deref())?,
                extra_dates: vec![],
            },
            attendees,
            host: host_id,
            visibility,
            precedence,
            cost_centre,
            on_conflict,
            preview_hash,
            external: None,
            granted: HashSet::new(),
            left_out: vec![],
        })
    }
}

fn picks(bookables: Vec<BookableWish>, setup_minutes: Option<i64>, cleanup_minutes: Option<i64>) -> Vec<Pick> {
    bookables
        .into_iter()
        .map(|BookableWish { id, layout_id }| Pick { id, layout_id, setup_minutes, cleanup_minutes })
        .collect()
}

fn rule(text: Option<&str>) -> Result<Option<Recurrence>, BookingError> {
    Ok(text.map(Recurrence::parse).transpose()?)
}

/// What to change. What is absent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeBody {
    #[serde(default)]
    title: Option<String>,
    /// `null` takes it away.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    description: Option<Option<String>>,
    #[serde(default)]
    bookables: Option<Vec<BookableWish>>,
    /// When it starts by the wall clock: this date, the first of the following, or the first of the series.
    #[serde(default)]
    start: Option<WallTime>,
    #[serde(default)]
    duration_minutes: Option<i64>,
    /// `null` ends the repetition.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    recurrence: Option<Option<String>>,
    #[serde(default)]
    attendees: Option<i64>,
    #[serde(default)]
    host_id: Option<PersonId>,
    #[serde(default)]
    visibility: Option<Visibility>,
    /// `null` takes it away.
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    cost_centre: Option<Option<String>>,
    #[serde(default)]
    setup_minutes: Option<i64>,
    #[serde(default)]
    cleanup_minutes: Option<i64>,
    #[serde(default)]
    on_conflict: Option<OnConflict>,
    #[serde(default)]
    preview_hash: Option<String>,
}

impl ChangeBody {
    /// Whether the present picks are needed, since only their minutes change.
    pub(super) fn needs_picks(&self) -> bool {
        self.bookables.is_none() && (self.setup_minutes.is_some() || self.cleanup_minutes.is_some())
    }

    /// `present` are the picks as they are; asked for only where [`Self::needs_picks`].
    pub(super) fn into_command(self, present: Option<Vec<Pick>>) -> Result<Change, BookingError> {
        let Self {
            title,
            description,
            bookables,
            start,
            duration_minutes,
            recurrence,
            attendees,
            host_id,
            visibility,
            cost_centre,
            setup_minutes,
            cleanup_minutes,
            on_conflict,
            preview_hash,
        } = self;
        let picks = match (bookables, present) {
            (Some(bookables), _) => Some(picks(bookables, setup_minutes, cleanup_minutes)),
            (None, Some(present)) => Some(
                present
                    .into_iter()
                    .map(|pick| Pick {
                        setup_minutes: setup_minutes.or(pick.setup_minutes),
                        cleanup_minutes: cleanup_minutes.or(pick.cleanup_minutes),
                        ..pick
                    })
                    .collect(),
            ),
            (None, None) => None,
        };
        Ok(Change {
            title,
            description,
            picks,
            start,
            duration_minutes,
            recurrence: recurrence.map(|text| rule(text.as_deref())).transpose()?,
            attendees,
            host: host_id,
            visibility,
            cost_centre,
            on_conflict,
            preview_hash,
            granted: HashSet::new(),
        })
    }
}
