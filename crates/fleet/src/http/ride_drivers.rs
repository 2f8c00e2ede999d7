//! `GET /rides/{id}/drivers`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::{OccurrenceId, Rejection};

use super::ride_body::CandidateBody;
use crate::{FleetError, model::ride::RideParty, planning, queries};

/// Who can have a ride, and what speaks against the others: for the desk.
#[utoipa::path(get, path = "/rides/{id}/drivers", tag = "fleet", params(("id" = OccurrenceId, Path)),
    responses((status = 200, body = Vec<CandidateBody>), httpkit::ReadProblems))]
pub(crate) async fn list_ride_drivers(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
) -> Result<Response, ApiError> {
    let conn = (&state.db).into();
    let ride = queries::ride(conn, &caller.cx, id).await?;
    if !ride.parties.contains(&RideParty::Desk) {
        return Err(FleetError::from(Rejection::Forbidden("manage_vehicle_reservations")).into());
    }
    let all = planning::ride_drivers(state.get::<Engine>(), conn, &caller.cx, &ride).await?;
    let all: Vec<_> = all.into_iter().map(|one| CandidateBody::new(&state, &caller.cx, &ride, one)).collect();
    answer(None, &all)
}
