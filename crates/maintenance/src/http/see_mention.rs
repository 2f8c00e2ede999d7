//! `POST /mentions/{id}/seen`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use uuid::Uuid;

use crate::commands;

/// Marks the caller's mention as seen.
#[utoipa::path(post, path = "/mentions/{id}/seen", tag = "tickets", params(("id" = Uuid, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn see_mention(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::see_mention(&write.tx, &write.cx, id).await?;
    write.no_content().await
}
