//! `GET /rides/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::OccurrenceId;

use super::ride_body::RideBody;
use crate::queries;

/// One ride.
#[utoipa::path(get, path = "/rides/{id}", tag = "fleet", params(("id" = OccurrenceId, Path)),
    responses((status = 200, body = RideBody), httpkit::ReadProblems))]
pub(crate) async fn get_ride(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
) -> Result<Response, ApiError> {
    let ride = queries::ride((&state.db).into(), &caller.cx, id).await?;
    answer(Some(ride.version), &RideBody::new(&caller.cx, ride))
}
