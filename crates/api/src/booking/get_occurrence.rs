//! `GET /occurrences/{id}`: one date of a booking.

use axum::{extract::State, response::Response};
use booking::queries::bookings::booking_of;
use httpkit::{ApiError, AppState, Caller, Path, ReadProblems, answer};
use kernel::OccurrenceId;

use super::{occurrence, views::OccurrenceView, visible};

/// One date of a booking.
#[utoipa::path(
    get, path = "/occurrences/{id}", params(("id" = OccurrenceId, Path, description = "The date")),
    responses((status = 200, description = "The date", body = OccurrenceView), ReadProblems)
)]
pub(super) async fn get_occurrence(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
) -> Result<Response, ApiError> {
    let booking = booking_of((&state.db).into(), id).await?;
    let details = visible(&state, &caller, booking).await?;
    let view = occurrence(&state, &caller, &details, id).await?;
    answer(Some(view.version()), &view)
}
