//! A filter that names what does not exist is an error and not an empty answer.

use booking::BookingError;
use httpkit::{ApiError, AppState};
use kernel::{BookableId, FieldError, PlaceId};

use super::engine;

/// Refuses a kind of bookable that no area brings.
pub(super) fn check_kind(state: &AppState, kind: &str) -> Result<(), ApiError> {
    engine(state).kind(kind).map(|_| ()).ok_or_else(|| unknown("kind"))
}

/// Refuses a site that does not exist. Only an empty answer needs the look.
pub(super) async fn check_site(state: &AppState, site: Option<PlaceId>, is_empty: bool) -> Result<(), ApiError> {
    let Some(site) = site.filter(|_| is_empty) else { return Ok(()) };
    match buildings::queries::site(state.db.read(), site).await {
        Err(error) if kernel::Problem::class(&error) == kernel::Class::NotFound => Err(unknown("site")),
        found => Ok(found.map(|_| ())?),
    }
}

/// Refuses bookables that were asked for by id and are not there, or not for the caller's eyes.
pub(super) fn check_bookables(wanted: &[BookableId], found: &[BookableId]) -> Result<(), ApiError> {
    if wanted.iter().all(|id| found.contains(id)) { Ok(()) } else { Err(unknown("bookable")) }
}

fn unknown(field: &'static str) -> ApiError {
    BookingError::from(FieldError::new(field, "unknown")).into()
}
