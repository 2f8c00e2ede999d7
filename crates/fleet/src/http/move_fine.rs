//! `POST /fines/{id}/move`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::FineId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::fine_body::FineBody;
use crate::{commands, model::fine::FineState, queries};

/// How far a fine is dealt with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FineMove)]
pub(crate) struct Input {
    state: FineState,
    /// What there is to say about it; absent leaves what is there.
    #[schema(max_length = 120)]
    note: Option<String>,
}

/// Says how far a fine is dealt with. It is passed on only when somebody is known to have driven, and that stays from then on.
#[utoipa::path(post, path = "/fines/{id}/move", tag = "fleet", request_body = Input,
    params(("id" = FineId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = FineBody), httpkit::VersionedProblems))]
pub(crate) async fn move_fine(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<FineId>,
    seen: IfMatch,
    Json(Input { state: next, note }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::move_fine(&write.tx, &write.cx, id, seen.version(), next, note).await?;
    let fine = queries::fine((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (fine.version, FineBody::new(&state, &write.cx, fine));
    write.ok(Some(version), &body).await
}
