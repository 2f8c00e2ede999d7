//! `DELETE /people/{id}/grants/{grant_id}`: take a role back.

use axum::{extract::State, response::Response};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, Path, WriteProblems};
use kernel::PersonId;
use uuid::Uuid;

/// Takes a role back. The last administrator of the whole system stays.
#[utoipa::path(
    delete, path = "/people/{id}/grants/{grant_id}",
    params(("id" = PersonId, Path, description = "The person"), ("grant_id" = Uuid, Path, description = "The grant")),
    responses((status = 204, description = "Revoked"), WriteProblems)
)]
pub(super) async fn revoke_grant(
    State(state): State<AppState>,
    caller: Caller,
    Path((person, grant)): Path<(PersonId, Uuid)>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::revoke_role(&write.tx, &write.cx, person, grant).await?;
    write.no_content().await
}
