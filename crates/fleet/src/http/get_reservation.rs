//! `GET /vehicle-reservations/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::OccurrenceId;

use super::reservation_body::ReservationBody;
use crate::queries;

/// One reservation with its vehicle, its need and its swaps: for whose it is, and for those who manage reservations.
#[utoipa::path(get, path = "/vehicle-reservations/{id}", tag = "fleet", params(("id" = OccurrenceId, Path)),
    responses((status = 200, body = ReservationBody), httpkit::ReadProblems))]
pub(crate) async fn get_vehicle_reservation(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
) -> Result<Response, ApiError> {
    let found = queries::reservation((&state.db).into(), &caller.cx, id).await?;
    answer(Some(found.version), &ReservationBody::new(&state, &caller.cx, found))
}
