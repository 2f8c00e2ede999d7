//! `DELETE /driver-absences/{id}`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::id::AbsenceId;

use crate::commands;

/// Says that a driver is there after all: their time can be taken again. The journal remembers.
#[utoipa::path(delete, path = "/driver-absences/{id}", tag = "fleet", params(("id" = AbsenceId, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn remove_driver_absence(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<AbsenceId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::remove_absence(state.get::<Engine>(), &write.tx, &write.cx, id).await?;
    write.no_content().await
}
