//! `DELETE /floors/{id}/plan`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::PlaceId;

use crate::commands;

/// Removes the plan of a floor; where its spaces lie is kept for the next one.
#[utoipa::path(delete, path = "/floors/{id}/plan", tag = "places", params(("id" = PlaceId, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn remove_floor_plan(
    State(state): State<AppState>,
    caller: Caller,
    Path(floor): Path<PlaceId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::remove_floor_plan(&write.tx, &write.cx, floor).await?;
    write.no_content().await
}
