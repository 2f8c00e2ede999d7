//! What can go wrong with rooms.

use booking::BookingError;
use buildings::BuildingsError;
use db::DbError;
use kernel::{Class, FieldError, Instant, OccurrenceId, Problem, Rejection};
use serde_json::{Map, Value, json};

use media::PhotoError;

/// A date of a booking that keeps a room from being retired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct StillBooked {
    /// Which date.
    pub occurrence_id: OccurrenceId,
    /// When it starts.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
}

/// An error of a command or query on rooms.
#[derive(Debug, thiserror::Error)]
pub enum RoomsError {
    /// What every area refuses.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// Dates to come hold the room.
    #[error("{count} dates to come hold the room")]
    StillBooked {
        /// How many.
        count: u64,
        /// The first of them.
        first: Vec<StillBooked>,
    },
    /// A room keeps at least one layout.
    #[error("the last layout of a room stays")]
    LastLayout,
    /// A room keeps exactly one default layout.
    #[error("the default layout stays until another is the default")]
    DefaultLayout,
    /// A room has at most so many photos.
    #[error("a room has at most {0} photos")]
    TooManyPhotos(u64),
    /// A file that is not taken as a photo.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// The places.
    #[error(transparent)]
    Buildings(#[from] BuildingsError),
    /// The booking engine.
    #[error(transparent)]
    Booking(#[from] BookingError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl RoomsError {
    /// The fields that were refused, as a report on a file shows them.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Rejected(rejection) => rejection.fields(),
            Self::Booking(BookingError::CodeTaken(_)) => vec![FieldError::new("code", "taken")],
            _ => vec![],
        }
    }
}

impl From<FieldError> for RoomsError {
    fn from(error: FieldError) -> Self {
        Self::Rejected(error.into())
    }
}

impl From<sea_orm::DbErr> for RoomsError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

impl Problem for RoomsError {
    fn code(&self) -> &'static str {
        match self {
            Self::Rejected(rejection) => rejection.code(),
            Self::StillBooked { .. } => "still_booked",
            Self::LastLayout => "last_layout",
            Self::DefaultLayout => "default_layout",
            Self::TooManyPhotos(_) => "too_many_photos",
            Self::Photo(error) => error.code(),
            Self::Buildings(error) => error.code(),
            Self::Booking(error) => error.code(),
            Self::Db(error) => error.code(),
        }
    }

    fn class(&self) -> Class {
        match self {
            Self::Rejected(rejection) => rejection.class(),
            Self::LastLayout | Self::DefaultLayout | Self::TooManyPhotos(_) => Class::Refused,
            Self::StillBooked { .. } => Class::Conflict,
            Self::Photo(error) => error.class(),
            Self::Buildings(error) => error.class(),
            Self::Booking(error) => error.class(),
            Self::Db(error) => error.class(),
        }
    }

    fn data(&self) -> Map<String, Value> {
        let data = match self {
            Self::Rejected(rejection) => return rejection.data(),
            Self::StillBooked { count, first } => json!({ "count": count, "bookings": first }),
            Self::TooManyPhotos(max) => json!({ "max": max }),
            Self::LastLayout | Self::DefaultLayout => Value::Null,
            Self::Photo(error) => return error.data(),
            Self::Buildings(error) => return error.data(),
            Self::Booking(error) => return error.data(),
            Self::Db(error) => return error.data(),
        };
        match data {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}
