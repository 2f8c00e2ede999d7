//! `POST /fines/{id}/plate`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::FineId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::fine_body::FineBody;
use crate::{commands, queries};

/// The plate on a fine.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FinePlate)]
pub(crate) struct Input {
    /// Written in whatever way.
    #[schema(example = "1-ABC-234")]
    plate: String,
}

/// Corrects the plate of a fine that was typed wrongly. Its vehicle and who drove are found out anew.
#[utoipa::path(post, path = "/fines/{id}/plate", tag = "fleet", request_body = Input,
    params(("id" = FineId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = FineBody), httpkit::VersionedProblems))]
pub(crate) async fn correct_fine_plate(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<FineId>,
    seen: IfMatch,
    Json(Input { plate }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::correct_fine_plate(&write.tx, &write.cx, id, seen.version(), &plate).await?;
    let fine = queries::fine((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (fine.version, FineBody::new(&state, &write.cx, fine));
    write.ok(Some(version), &body).await
}
