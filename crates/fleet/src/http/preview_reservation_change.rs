//! `PATCH /vehicle-reservations/{id}/preview`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Json, Path, answer};
use kernel::OccurrenceId;

use super::reservation_body::OptionsBody;
use crate::commands::{self, ReservationChange};

/// What changing a reservation would do: which vehicle it would have and why, how many others would get another one; or why none
/// fits, and what would help. Nothing is kept by it, so that somebody else may be faster.
#[utoipa::path(patch, path = "/vehicle-reservations/{id}/preview", tag = "fleet", request_body = ReservationChange,
    params(("id" = OccurrenceId, Path)), responses((status = 200, body = OptionsBody), httpkit::WriteProblems))]
pub(crate) async fn preview_vehicle_reservation_change(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    Json(change): Json<ReservationChange>,
) -> Result<Response, ApiError> {
    let conn = (&state.db).into();
    let (situation, found) = commands::preview_change(state.get::<Engine>(), conn, &caller.cx, id, &change).await?;
    answer(None, &OptionsBody::of(&state, conn, &caller.cx, situation.zone, found).await?)
}
