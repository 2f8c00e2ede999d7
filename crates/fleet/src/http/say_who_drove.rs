//! `POST /fines/{id}/driver`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{PersonId, id::FineId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::fine_body::FineBody;
use crate::{commands, queries};

/// Who drove.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FineDriver)]
pub(crate) struct Input {
    /// None: trips and reservations decide again.
    driver_id: Option<PersonId>,
    /// Why.
    #[schema(max_length = 120)]
    reason: String,
}

/// Says who drove, whatever trips and reservations say, with a reason.
#[utoipa::path(post, path = "/fines/{id}/driver", tag = "fleet", request_body = Input,
    params(("id" = FineId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = FineBody), httpkit::VersionedProblems))]
pub(crate) async fn say_who_drove(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<FineId>,
    seen: IfMatch,
    Json(Input { driver_id, reason }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::say_who_drove(&write.tx, &write.cx, id, seen.version(), driver_id, &reason).await?;
    let fine = queries::fine((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (fine.version, FineBody::new(&state, &write.cx, fine));
    write.ok(Some(version), &body).await
}
