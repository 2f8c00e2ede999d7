//! `POST /installations/{id}/out-of-service`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::InstallationId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::installation_body::InstallationBody;
use crate::commands::{self, PutOutOfService};

/// Why something does not work.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PutOutOfService)]
pub(crate) struct Input {
    /// In a few words; everybody may read it.
    #[schema(max_length = 500)]
    reason: String,
}

/// Says that an installation does not work, or gives another reason for it; since when stays.
#[utoipa::path(post, path = "/installations/{id}/out-of-service", tag = "installations", request_body = Input,
    params(("id" = InstallationId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = InstallationBody), httpkit::VersionedProblems))]
pub(crate) async fn put_out_of_service(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InstallationId>,
    seen: Option<IfMatch>,
    Json(Input { reason }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = PutOutOfService { id, seen: seen.and_then(IfMatch::version), reason };
    let out = commands::put_out_of_service(&write.tx, &write.cx, input).await?;
    let version = out.version;
    let body = InstallationBody::of(&write.tx, &write.cx, out).await?;
    write.ok(Some(version), &body).await
}
