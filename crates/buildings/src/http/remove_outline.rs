//! `DELETE /spaces/{id}/outline`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::PlaceId;

use crate::commands::{self, SetOutline};

/// Takes a space off the plan of its floor.
#[utoipa::path(delete, path = "/spaces/{id}/outline", tag = "places", params(("id" = PlaceId, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn remove_outline(
    State(state): State<AppState>,
    caller: Caller,
    Path(space): Path<PlaceId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::set_outline(&write.tx, &write.cx, SetOutline { space, seen: None, outline: None }).await?;
    write.no_content().await
}
