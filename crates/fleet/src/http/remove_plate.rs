//! `DELETE /plates/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::id::PlateId;

use crate::commands;

/// Takes away a plate that was put on by mistake, as if it never had been there. The journal remembers.
#[utoipa::path(delete, path = "/plates/{id}", tag = "fleet", params(("id" = PlateId, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn remove_plate(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlateId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::remove_plate(&write.tx, &write.cx, id).await?;
    write.no_content().await
}
