//! `GET /trips/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::TripId;

use super::trip_body::TripBody;
use crate::queries;

/// One trip.
#[utoipa::path(get, path = "/trips/{id}", tag = "fleet", params(("id" = TripId, Path)),
    responses((status = 200, body = TripBody), httpkit::ReadProblems))]
pub(crate) async fn get_trip(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TripId>,
) -> Result<Response, ApiError> {
    let trip = queries::trip((&state.db).into(), &caller.cx, id).await?;
    answer(Some(trip.version), &TripBody::new(trip, &caller.cx))
}
