//! What can go wrong with tickets.

use booking::BookingError;
use buildings::BuildingsError;
use db::DbError;
use directory::DirectoryError;
use kernel::{Class, FieldError, Problem, Rejection};
use media::PhotoError;
use serde_json::{Map, Value, json};

use crate::model::{
    inspection::{IllegalInspectionMove, RemarkState},
    state::{IllegalMove, TicketState, TicketVerb},
};

/// An error of a command or query on tickets.
#[derive(Debug, thiserror::Error)]
pub enum TicketError {
    /// What every area refuses.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// A move that the table does not know.
    #[error(transparent)]
    IllegalMove(#[from] IllegalMove),
    /// A step that an inspection cannot take now.
    #[error(transparent)]
    IllegalInspectionMove(#[from] IllegalInspectionMove),
    /// An inspection is not judged before its report is there.
    #[error("the inspection has no report")]
    ReportMissing,
    /// The remark is dealt with, or is about to be.
    #[error("the remark is {0}")]
    RemarkNotOpen(RemarkState),
    /// A move that is legal, for somebody else.
    #[error("{verb} is not for this person")]
    NotYours {
        /// What was tried.
        verb: TicketVerb,
        /// The permission that most who may have.
        permission: &'static str,
    },
    /// Whoever did the work cannot find it good.
    #[error("who did the work does not verify it")]
    OwnWork,
    /// In this state nothing of the kind is done with a ticket.
    #[error("not while the ticket is {0}")]
    NotNow(TicketState),
    /// Required tasks without an answer: how many.
    #[error("{0} required tasks are not answered")]
    Unanswered(u64),
    /// The other ticket is itself a duplicate, or this very one.
    #[error("a ticket cannot be a duplicate of that one")]
    NotAnOriginal,
    /// The entry was struck out before.
    #[error("the entry is struck out")]
    AlreadyStruck,
    /// A ticket has at most so many photos.
    #[error("a ticket has at most {0} photos")]
    TooManyPhotos(u64),
    /// Too many reports without an account.
    #[error("too many reports; again in {retry_after_s} s")]
    TooManyReports {
        /// Seconds until another one is taken.
        retry_after_s: u32,
    },
    /// The operating system has no randomness to give.
    #[error("no randomness: {0}")]
    NoRandomness(String),
    /// A file that is not taken as a photo.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// The places.
    #[error(transparent)]
    Buildings(#[from] BuildingsError),
    /// The booking engine.
    #[error(transparent)]
    Booking(#[from] BookingError),
    /// The people.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl TicketError {
    /// One field refused.
    #[must_use]
    pub fn field(field: &'static str, code: &'static str) -> Self {
        Rejection::field(field, code).into()
    }

    /// The permission is missing.
    pub(crate) const fn forbidden(permission: &'static str) -> Self {
        Self::Rejected(Rejection::Forbidden(permission))
    }

    /// There is none, or none for these eyes.
    pub(crate) const fn not_found(what: &'static str) -> Self {
        Self::Rejected(Rejection::NotFound(what))
    }

    /// Another one has the code.
    pub(crate) const fn code_taken(code: String) -> Self {
        Self::Rejected(Rejection::CodeTaken(code))
    }

    /// The caller decided on another version.
    pub(crate) const fn stale(seen: i64, present: i64) -> Self {
        Self::Rejected(Rejection::Stale { seen, present })
    }
}

impl From<FieldError> for TicketError {
    fn from(error: FieldError) -> Self {
        Self::Rejected(error.into())
    }
}

impl From<sea_orm::DbErr> for TicketError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

impl Problem for TicketError {
    fn code(&self) -> &'static str {
        match self {
            Self::Rejected(rejection) => rejection.code(),
            Self::NotYours { .. } => "forbidden",
            Self::IllegalMove(_) => "illegal_move",
            Self::IllegalInspectionMove(_) => "illegal_inspection_move",
            Self::ReportMissing => "report_missing",
            Self::RemarkNotOpen(_) => "remark_not_open",
            Self::OwnWork => "own_work",
            Self::NotNow(_) => "not_in_this_state",
            Self::Unanswered(_) => "tasks_unanswered",
            Self::NotAnOriginal => "not_an_original",
            Self::AlreadyStruck => "already_struck",
            Self::TooManyPhotos(_) => "too_many_ticket_photos",
            Self::TooManyReports { .. } => "too_many_reports",
            Self::NoRandomness(_) => "internal",
            Self::Photo(error) => error.code(),
            Self::Buildings(error) => error.code(),
            Self::Booking(error) => error.code(),
            Self::Directory(error) => error.code(),
            Self::Db(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Rejected(rejection) => rejection.class(),
            Self::NotYours { .. } | Self::OwnWork => Class::Forbidden,
            Self::Unanswered(_) | Self::NotAnOriginal | Self::TooManyPhotos(_) | Self::ReportMissing => Class::Refused,
            Self::IllegalMove(_)
            | Self::IllegalInspectionMove(_)
            | Self::RemarkNotOpen(_)
            | Self::NotNow(_)
            | Self::AlreadyStruck => Class::Conflict,
            Self::TooManyReports { retry_after_s } => Class::TooMany { retry_after_s: *retry_after_s },
            Self::NoRandomness(_) => Class::Internal,
            Self::Photo(error) => error.class(),
            Self::Buildings(error) => error.class(),
            Self::Booking(error) => error.class(),
            Self::Directory(error) => error.class(),
            Self::Db(error) => error.class(),
        }
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::Rejected(rejection) => return rejection.data(),
            Self::IllegalMove(IllegalMove { from, verb }) => json!({ "from": from, "verb": verb }),
            Self::IllegalInspectionMove(IllegalInspectionMove { from, verb }) => json!({ "from": from, "verb": verb }),
            Self::RemarkNotOpen(state) => json!({ "state": state }),
            Self::NotYours { verb, permission } => json!({ "verb": verb, "permission": permission }),
            Self::NotNow(state) => json!({ "state": state }),
            Self::Unanswered(count) => json!({ "count": count }),
            Self::NotAnOriginal => json!({ "fields": [{ "field": "of", "code": "invalid" }] }),
            Self::TooManyPhotos(max) => json!({ "max": max }),
            Self::TooManyReports { retry_after_s } => json!({ "retry_after_s": retry_after_s }),
            Self::OwnWork | Self::AlreadyStruck | Self::ReportMissing | Self::NoRandomness(_) => Value::Null,
            Self::Photo(error) => return error.data(),
            Self::Buildings(error) => return error.data(),
            Self::Booking(error) => return error.data(),
            Self::Directory(error) => return error.data(),
            Self::Db(error) => return error.data(),
        };
        match data {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}
