//! `POST /energy-imports/{id}/undo`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::id::EnergyImportId;

use crate::commands;

/// Gives back everything that an import took. Taking the file again takes it anew.
#[utoipa::path(post, path = "/energy-imports/{id}/undo", tag = "fleet", params(("id" = EnergyImportId, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn undo_energy_import(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<EnergyImportId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::undo_energy_import(&write.tx, &write.cx, id).await?;
    write.no_content().await
}
