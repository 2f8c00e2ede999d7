//! `PATCH /installations/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::InstallationId;

use super::installation_body::InstallationBody;
use crate::{
    commands::{self, ChangeInstallation},
    model::installation::InstallationPatch,
};

/// Changes an installation. To move it to another site one must manage both.
#[utoipa::path(patch, path = "/installations/{id}", tag = "installations", request_body = InstallationPatch,
    params(("id" = InstallationId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = InstallationBody), httpkit::VersionedProblems))]
pub(crate) async fn change_installation(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InstallationId>,
    seen: IfMatch,
    Json(patch): Json<InstallationPatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let change = ChangeInstallation { id, seen: seen.version(), patch };
    let changed = commands::change_installation(&write.tx, &write.cx, change).await?;
    let version = changed.version;
    let body = InstallationBody::of(&write.tx, &write.cx, changed).await?;
    write.ok(Some(version), &body).await
}
