//! What can go wrong in the engine.

use db::DbError;
use kernel::{Class, FieldError, OccurrenceId, Problem, recurrence::RecurrenceError};
use serde_json::{Map, Value, json};

use crate::{
    commands::plan::DatePlan,
    model::{assess::Taken, finding::Finding, state::IllegalMove},
};

/// A wish that cannot be granted, with all that explains it.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Each date with its findings; those that fit are among them.
    pub dates: Vec<DatePlan>,
}

impl Refusal {
    /// Everything that refuses.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.dates.iter().filter(|date| date.is_refused()).flat_map(DatePlan::findings)
    }

    /// Whether somebody else's occupancy is in the way, rather than a rule.
    #[must_use]
    pub fn is_clash(&self) -> bool {
        self.findings().any(|finding| matches!(finding.code, "occupied" | "buffer_overlaps" | "closed"))
    }
}

/// An error of the engine.
#[derive(Debug, thiserror::Error)]
pub enum BookingError {
    /// The actor may not do this here.
    #[error("not permitted: {0}")]
    Forbidden(&'static str),
    /// No such thing, or not for these eyes.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// A field makes no sense.
    #[error("{field}: {why}")]
    Invalid {
        /// Which field.
        field: &'static str,
        /// The code of what is wrong with it.
        why: &'static str,
    },
    /// A field lies outside what is allowed.
    #[error("{0}")]
    OutOfRange(FieldError),
    /// The rule makes no sense.
    #[error(transparent)]
    Recurrence(#[from] RecurrenceError),
    /// It does not fit.
    #[error("the wish cannot be granted")]
    Refused(Box<Refusal>),
    /// The state does not allow it.
    #[error(transparent)]
    IllegalMove(#[from] IllegalMove),
    /// The caller decided on an older version.
    #[error("changed by somebody else in the meantime")]
    Stale,
    /// The preview that the caller agreed to no longer holds.
    #[error("the preview no longer holds")]
    StalePreview {
        /// What holds now.
        preview_hash: String,
    },
    /// Not now: too early or too late for it.
    #[error("not at this time: {code}")]
    NotNow {
        /// What is wrong with the time.
        code: &'static str,
        /// The numbers that explain it.
        data: Value,
    },
    /// Bookings are in the way of a closure or of retiring something.
    #[error("bookings are in the way")]
    InTheWay(Vec<Taken>),
    /// Something with that code exists already.
    #[error("code {0} is taken")]
    CodeTaken(String),
    /// Every date that the edit could reach is past, going on or called off, and it adds none.
    #[error("no date is left to change")]
    NothingLeftToChange,
    /// A search would judge more than one answer may cost.
    #[error("{bookables} bookables on {dates} dates are too much for one search")]
    SearchTooLarge {
        /// How many bookables match.
        bookables: usize,
        /// How many dates are asked for.
        dates: usize,
        /// How many judgements (bookables × dates) one search makes at the most.
        most: usize,
    },
    /// Somebody already decided.
    #[error("already decided")]
    AlreadyDecided,
    /// Its area alone books and changes this.
    #[error("booked at {at} only")]
    BookedElsewhere {
        /// The path of the API where it is done.
        at: &'static str,
        /// The date that was to change: it has its own id there.
        date: Option<OccurrenceId>,
    },
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<FieldError> for BookingError {
    fn from(error: FieldError) -> Self {
        Self::OutOfRange(error)
    }
}

impl From<sea_orm::DbErr> for BookingError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

impl Problem for BookingError {
    fn code(&self) -> &'static str {
        match self {
            Self::Forbidden(_) => "forbidden",
            Self::NotFound(_) => "not_found",
            Self::Invalid { .. } | Self::OutOfRange(_) => "invalid",
            Self::Recurrence(error) => error.code(),
            Self::Refused(refusal) if refusal.is_clash() => "not_free",
            Self::Refused(_) => "not_possible",
            Self::IllegalMove(_) => "illegal_move",
            Self::Stale => "stale",
            Self::StalePreview { .. } => "stale_preview",
            Self::NotNow { code, .. } => code,
            Self::InTheWay(_) => "bookings_in_the_way",
            Self::CodeTaken(_) => "bookable_code_taken",
            Self::NothingLeftToChange => "nothing_left_to_change",
            Self::SearchTooLarge { .. } => "search_too_large",
            Self::AlreadyDecided => "already_decided",
            Self::BookedElsewhere { .. } => "booked_elsewhere",
            Self::Db(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Forbidden(_) => Class::Forbidden,
            Self::NotFound(_) => Class::NotFound,
            Self::Refused(refusal) if refusal.is_clash() => Class::Conflict,
            Self::Invalid { .. }
            | Self::OutOfRange(_)
            | Self::Recurrence(_)
            | Self::NotNow { .. }
            | Self::Refused(_)
            | Self::SearchTooLarge { .. }
            | Self::BookedElsewhere { .. } => Class::Refused,
            Self::IllegalMove(_)
            | Self::StalePreview { .. }
            | Self::NothingLeftToChange
            | Self::AlreadyDecided
            | Self::InTheWay(_)
            | Self::CodeTaken(_) => Class::Conflict,
            Self::Stale => Class::Stale,
            Self::Db(error) => error.class(),
        }
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::Forbidden(permission) => json!({ "permission": permission }),
            Self::NotFound(what) => json!({ "what": what }),
            Self::Invalid { field, why } => json!({ "field": field, "fields": [{ "field": field, "code": why }] }),
            Self::OutOfRange(wrong) => json!({ "field": wrong.field, "fields": [wrong.entry()] }),
            Self::Recurrence(error) => {
                json!({ "reason": error.to_string(), "max_dates": kernel::recurrence::MAX_DATES })
            }
            Self::IllegalMove(illegal) => json!({ "from": illegal.from, "move": illegal.verb }),
            Self::StalePreview { preview_hash } => json!({ "preview_hash": preview_hash }),
            Self::NotNow { data, .. } => data.clone(),
            Self::InTheWay(taken) => json!({ "count": taken.len() }),
            Self::CodeTaken(code) => json!({ "fields": [{ "field": "code", "code": "taken" }], "taken": code }),
            Self::Db(error) => return error.data(),
            Self::BookedElsewhere { at, date: None } => json!({ "path": at }),
            Self::BookedElsewhere { at, date: Some(date) } => json!({ "path": format!("{at}/{date}") }),
            Self::SearchTooLarge { bookables, dates, most } => {
                json!({ "bookables": bookables, "dates": dates, "most": most, "most_dates": most / bookables.max(&1) })
            }
            Self::Refused(_) | Self::Stale | Self::NothingLeftToChange | Self::AlreadyDecided => Value::Null,
        };
        match data {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}
