//! `POST /trips/{id}/strike`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::TripId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::commands;

/// Why a trip never was.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TripStrike)]
pub(crate) struct Input {
    #[schema(max_length = 120)]
    reason: String,
}

/// Takes a trip away that never was, with a reason. The readings of the odometer stay.
#[utoipa::path(post, path = "/trips/{id}/strike", tag = "fleet", request_body = Input,
    params(("id" = TripId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 204), httpkit::VersionedProblems))]
pub(crate) async fn strike_trip(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TripId>,
    seen: IfMatch,
    Json(Input { reason }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::strike_trip(&write.tx, &write.cx, id, seen.version(), &reason).await?;
    write.no_content().await
}
