//! `PATCH /vehicle-deadlines/{id}`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::DeadlineId;

use super::deadline_body::DeadlineBody;
use crate::{
    commands::{self, DeadlinePatch},
    queries,
};

/// Changes something that is due. A vehicle that it kept from being booked is let go where it is no longer overdue.
#[utoipa::path(patch, path = "/vehicle-deadlines/{id}", tag = "fleet", request_body = DeadlinePatch,
    params(("id" = DeadlineId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = DeadlineBody), httpkit::VersionedProblems))]
pub(crate) async fn change_vehicle_deadline(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DeadlineId>,
    seen: IfMatch,
    Json(patch): Json<DeadlinePatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::change_deadline(state.get::<Engine>(), &write.tx, &write.cx, id, seen.version(), patch).await?;
    let (line, _) = queries::deadline((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (line.version(), DeadlineBody::new(line, &write.cx));
    write.ok(Some(version), &body).await
}
