//! `POST /vehicle-reservations/{id}/take-back-hand-out`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::desk_body::DeskLineBody;
use crate::{commands, queries};

/// Why it was a mistake.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TakeBackHandOut)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    #[schema(max_length = 120)]
    reason: String,
}

/// Takes a hand-out back that was pressed by mistake: the keys are still to be fetched.
#[utoipa::path(post, path = "/vehicle-reservations/{id}/take-back-hand-out", tag = "fleet", request_body = Input,
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = DeskLineBody), httpkit::WriteProblems))]
pub(crate) async fn take_back_hand_out(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let (engine, seen) = (state.get::<Engine>(), seen.and_then(IfMatch::version));
    commands::take_back_hand_out(engine, &write.tx, &write.cx, id, seen, &input.reason).await?;
    let line = queries::desk_line((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (line.version, DeskLineBody::new(&state, &write.cx, line));
    write.ok(Some(version), &body).await
}
