//! `DELETE /people/{id}/delegations/{delegation_id}`: end a delegation.

use axum::{extract::State, response::Response};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, Path, WriteProblems};
use kernel::PersonId;
use uuid::Uuid;

/// Ends a delegation: the one who is acted for, the one who acts, or who manages people.
#[utoipa::path(
    delete, path = "/people/{id}/delegations/{delegation_id}",
    params(("id" = PersonId, Path, description = "Either of the two"), ("delegation_id" = Uuid, Path, description = "The delegation")),
    responses((status = 204, description = "Ended"), WriteProblems)
)]
pub(super) async fn end_delegation(
    State(state): State<AppState>,
    caller: Caller,
    Path((person, delegation)): Path<(PersonId, Uuid)>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::end_delegation(&write.tx, &write.cx, person, delegation).await?;
    write.no_content().await
}
