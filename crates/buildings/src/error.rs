//! What can go wrong with places.

mod installation;

use booking::BookingError;
use db::DbError;
use kernel::{Class, FieldError, Problem, Rejection};
use serde_json::{Map, Value, json};

pub use installation::InstallationProblem;

/// An error of a command or query on places.
#[derive(Debug, thiserror::Error)]
pub enum BuildingsError {
    /// What every area refuses.
    #[error(transparent)]
    Rejected(#[from] Rejection),
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
    /// The fields that were refused, as a report on a file shows them.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Rejected(rejection) => rejection.fields(),
            _ => vec![],
        }
    }
}

impl From<FieldError> for BuildingsError {
    fn from(error: FieldError) -> Self {
        Self::Rejected(error.into())
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
            Self::Rejected(rejection) => rejection.code(),
            Self::InUse(_) => "place_in_use",
            Self::Installation(problem) => problem.code(),
            Self::Booking(error) => error.code(),
            Self::Db(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Rejected(rejection) => rejection.class(),
            Self::InUse(_) => Class::Conflict,
            Self::Installation(problem) => problem.class(),
            Self::Booking(error) => error.class(),
            Self::Db(error) => error.class(),
        }
    }

    fn data(&self) -> Map<String, Value> {
        match self {
            Self::Rejected(rejection) => rejection.data(),
            Self::InUse(rooms) => Map::from_iter([("rooms".to_owned(), json!(rooms))]),
            Self::Installation(problem) => problem.data(),
            Self::Booking(error) => error.data(),
            Self::Db(error) => error.data(),
        }
    }
}
