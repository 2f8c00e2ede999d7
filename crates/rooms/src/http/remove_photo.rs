//! `DELETE /rooms/{id}/photos/{photo_id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::{BookableId, PhotoId};

use crate::commands::{self, RemovePhoto};

/// Removes a photo of a room for good.
#[utoipa::path(delete, path = "/rooms/{id}/photos/{photo_id}", tag = "rooms",
    params(("id" = BookableId, Path), ("photo_id" = PhotoId, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn remove_photo(
    State(state): State<AppState>,
    caller: Caller,
    Path((room, photo)): Path<(BookableId, PhotoId)>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::remove_photo(&write.tx, &write.cx, RemovePhoto { room, photo }).await?;
    write.no_content().await
}
