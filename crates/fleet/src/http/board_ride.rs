//! `POST /rides/{id}/board`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::OccurrenceId;

use super::ride_body::RideBody;
use crate::{commands, queries};

/// Says that the passengers are in the vehicle.
#[utoipa::path(post, path = "/rides/{id}/board", tag = "fleet",
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = RideBody), httpkit::VersionedProblems))]
pub(crate) async fn board_ride(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    commands::board(&write.tx, &write.cx, id, seen).await?;
    let ride = queries::ride((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (ride.version, RideBody::new(&write.cx, ride));
    write.ok(Some(version), &body).await
}
