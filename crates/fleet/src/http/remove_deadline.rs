//! `DELETE /vehicle-deadlines/{id}`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::id::DeadlineId;

use crate::commands;

/// Removes something that is not due after all; what was done stays. A vehicle that it kept from being booked is let go.
#[utoipa::path(delete, path = "/vehicle-deadlines/{id}", tag = "fleet",
    params(("id" = DeadlineId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 204), httpkit::VersionedProblems))]
pub(crate) async fn remove_vehicle_deadline(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DeadlineId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    commands::remove_deadline(state.get::<Engine>(), &write.tx, &write.cx, id, seen).await?;
    write.no_content().await
}
