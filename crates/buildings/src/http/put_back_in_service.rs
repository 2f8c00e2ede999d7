//! `POST /installations/{id}/back-in-service`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::id::InstallationId;

use super::installation_body::InstallationBody;
use crate::commands::{self, PutBackInService};

/// Says that an installation works again.
#[utoipa::path(post, path = "/installations/{id}/back-in-service", tag = "installations",
    params(("id" = InstallationId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = InstallationBody), httpkit::VersionedProblems))]
pub(crate) async fn put_back_in_service(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InstallationId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = PutBackInService { id, seen: seen.and_then(IfMatch::version) };
    let works = commands::put_back_in_service(&write.tx, &write.cx, input).await?;
    let version = works.version;
    let body = InstallationBody::of(&write.tx, &write.cx, works).await?;
    write.ok(Some(version), &body).await
}
