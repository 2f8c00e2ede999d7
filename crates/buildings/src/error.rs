//! What can go wrong with places.

mod installation;

use booking::BookingError;
use db::DbError;
use kernel::{Class, Problem};
use serde_json::{Map, Value, json};

pub use installation::InstallationProblem;

/// A field that was refused, and why: `required`, `invalid`, `too_long`, `taken`, `unknown`, `not_for_this_kind`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field in the API and of the column in a file.
    pub field: &'static str,
    /// What is wrong with it.
    pub code: &'static str,
}

impl FieldError {
    /// That field, for that reason.
    #[must_use]
    pub const fn new(field: &'static str, code: &'static str) -> Self {
        Self { field, code }
    }
}

/// An error of a command or query on places.
#[derive(Debug, thiserror::Error)]
pub enum BuildingsError {
    /// The actor may not do this here.
    #[error("permission {0} is missing")]
    Forbidden(&'static str),
    /// No such place or day.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Fields that cannot be taken as they are.
    #[error("fields refused: {0:?}")]
    Invalid(Vec<FieldError>),
    /// Another place has the code.
    #[error("the code {0} is taken")]
    CodeTaken(String),
    /// The caller decided on an older version.
    #[error("the caller saw version {seen}, the present one is {present}")]
    Stale {
        /// What the caller saw.
        seen: i64,
        /// What there is.
        present: i64,
    },
    /// Something that can still be booked lies in it.
    #[error("still in use by {0:?}")]
    InUse(Vec<String>),
    /// Something about installations.
    #[error(transparent)]
    Installation(#[from] InstallationProblem),
    /// The booking engine.
    #[error(transparent)]
    Booking(#[from] BookingError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl BuildingsError {
    /// One field refused.
    #[must_use]
    pub fn field(field: &'static str, code: &'static str) -> Self {
        FieldError::new(field, code).into()
    }

    /// The fields that were refused, as a report on a file shows them.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Invalid(fields) => fields.clone(),
            Self::CodeTaken(_) => vec![FieldError::new("code", "taken")],
            _ => vec![],
        }
    }
}

impl From<FieldError> for BuildingsError {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

impl From<sea_orm::DbErr> for BuildingsError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

impl Problem for BuildingsError {
    fn code(&self) -> &'static str {
        match self {
            Self::Forbidden(_) => "forbidden",
            Self::NotFound(_) => "not_found",
            Self::Invalid(_) => "invalid_fields",
            Self::CodeTaken(_) => "code_taken",
            Self::Stale { .. } => "stale",
            Self::InUse(_) => "place_in_use",
            Self::Installation(problem) => problem.code(),
            Self::Booking(error) => error.code(),
            Self::Db(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Forbidden(_) => Class::Forbidden,
            Self::NotFound(_) => Class::NotFound,
            Self::Invalid(_) => Class::Refused,
            Self::CodeTaken(_) | Self::InUse(_) => Class::Conflict,
            Self::Stale { .. } => Class::Stale,
            Self::Installation(problem) => problem.class(),
            Self::Booking(error) => error.class(),
            Self::Db(error) => error.class(),
        }
    }

    fn data(&self) -> Map<String, Value> {
        let mut data = Map::new();
        match self {
            Self::Forbidden(permission) => {
                data.insert("permission".into(), json!(permission));
            }
            Self::NotFound(what) => {
                data.insert("what".into(), json!(what));
            }
            Self::Invalid(fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|error| json!({ "field": error.field, "code": error.code })).collect();
                data.insert("fields".into(), json!(fields));
            }
            Self::CodeTaken(code) => {
                data.insert("taken".into(), json!(code));
                data.insert("fields".into(), json!([{ "field": "code", "code": "taken" }]));
            }
            Self::Stale { seen, present } => {
                data.insert("seen_version".into(), json!(seen));
                data.insert("present_version".into(), json!(present));
            }
            Self::InUse(rooms) => {
                data.insert("rooms".into(), json!(rooms));
            }
            Self::Installation(problem) => return problem.data(),
            Self::Booking(error) => return error.data(),
            Self::Db(error) => return error.data(),
        }
        data
    }
}
