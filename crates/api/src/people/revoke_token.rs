//! `POST /tokens/{id}/revoke`: a token is no longer needed, or has leaked.

use axum::{extract::State, response::Response};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, Path, WriteProblems};
use kernel::TokenId;

/// Revokes a token at once: its owner, or who manages people.
#[utoipa::path(
    post, path = "/tokens/{id}/revoke", params(("id" = TokenId, Path, description = "The token")),
    responses((status = 204, description = "Revoked"), WriteProblems)
)]
pub(super) async fn revoke_token(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TokenId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::revoke_token(&write.tx, &write.cx, id).await?;
    write.no_content().await
}
