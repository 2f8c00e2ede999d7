//! `POST /rides/{id}/decline`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::commands;

/// Why the driver cannot drive it.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RideRefusal)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decline {
    #[schema(max_length = 120)]
    reason: String,
}

/// Says that the driver cannot drive it: it waits for another one.
#[utoipa::path(post, path = "/rides/{id}/decline", tag = "fleet", request_body = Decline,
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 204), httpkit::VersionedProblems))]
pub(crate) async fn decline_ride(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
    Json(input): Json<Decline>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    commands::decline_ride(&write.tx, &write.cx, id, seen, &input.reason).await?;
    write.no_content().await
}
