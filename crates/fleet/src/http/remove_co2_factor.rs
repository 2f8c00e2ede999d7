//! `DELETE /co2-factors/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::id::Co2FactorId;

use crate::commands;

/// Takes a factor away.
#[utoipa::path(delete, path = "/co2-factors/{id}", tag = "fleet", params(("id" = Co2FactorId, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn remove_co2_factor(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<Co2FactorId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::remove_co2_factor(&write.tx, &write.cx, id).await?;
    write.no_content().await
}
