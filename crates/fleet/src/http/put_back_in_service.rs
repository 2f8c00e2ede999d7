//! `POST /vehicles/{id}/put-back-in-service`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::BookableId;

use super::body::{VehicleDetail, detail};
use crate::commands;

/// Puts a vehicle back into service. What else keeps it, such as an inspection that is overdue, still does.
#[utoipa::path(post, path = "/vehicles/{id}/put-back-in-service", tag = "fleet",
    params(("id" = BookableId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = VehicleDetail), httpkit::VersionedProblems))]
pub(crate) async fn put_vehicle_back_in_service(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    commands::put_back_in_service(state.get::<Engine>(), &write.tx, &write.cx, id, seen).await?;
    let (version, body) = detail(&state, (&write.tx).into(), &write.cx, id).await?;
    write.ok(Some(version), &body).await
}
