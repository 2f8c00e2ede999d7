//! `POST /installations/{id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::id::InstallationId;

use super::installation_body::InstallationBody;
use crate::commands::{self, RetireInstallation};

/// Takes an installation out of use for good, with everything that is a part of it.
#[utoipa::path(post, path = "/installations/{id}/retire", tag = "installations",
    params(("id" = InstallationId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = InstallationBody), httpkit::VersionedProblems))]
pub(crate) async fn retire_installation(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InstallationId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let retired = commands::retire_installation(&write.tx, &write.cx, RetireInstallation { id, seen }).await?;
    let version = retired.version;
    let body = InstallationBody::of(&write.tx, &write.cx, retired).await?;
    write.ok(Some(version), &body).await
}
