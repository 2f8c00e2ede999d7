//! `POST /rides/{id}/assign`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{OccurrenceId, id::DriverId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{reservation_body::explain_driver, ride_body::RideBody};
use crate::{commands, queries};

/// Who drives it.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RideAssignment)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assign {
    driver_id: DriverId,
}

/// Gives a ride to another driver, who must be free, may drive the vehicle, and keeps the rest (409 `driver_does_not_fit`, with `why`).
#[utoipa::path(post, path = "/rides/{id}/assign", tag = "fleet", request_body = Assign,
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = RideBody), httpkit::VersionedProblems))]
pub(crate) async fn assign_ride(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
    Json(input): Json<Assign>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let engine = state.get::<Engine>();
    let ride = queries::ride((&write.tx).into(), &write.cx, id).await?;
    if let Err(error) = commands::assign_ride(engine, &write.tx, &write.cx, id, seen, input.driver_id).await {
        return Err(explain_driver(&state, write.cx.lang, ride.zone, error));
    }
    let ride = queries::ride((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (ride.version, RideBody::new(&write.cx, ride));
    write.ok(Some(version), &body).await
}
