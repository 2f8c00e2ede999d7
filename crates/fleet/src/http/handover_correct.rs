//! `POST /vehicle-reservations/{id}/correct-handover`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::desk_body::DeskLineBody;
use crate::{
    commands::{self, HandoverEnd},
    queries,
};

/// What the odometer showed in truth.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = HandoverCorrection)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    /// At the hand-out or at the return.
    end: HandoverEnd,
    #[schema(minimum = 0, maximum = 3_000_000)]
    km: i64,
    /// Why it was noted otherwise.
    #[schema(max_length = 120)]
    reason: String,
}

/// Corrects what the odometer showed at a hand-out or a return; the wrong reading stays and no longer counts.
#[utoipa::path(post, path = "/vehicle-reservations/{id}/correct-handover", tag = "fleet", request_body = Input,
    params(("id" = OccurrenceId, Path)),
    responses((status = 200, body = DeskLineBody), httpkit::WriteProblems))]
pub(crate) async fn correct_handover(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let Input { end, km, reason } = input;
    commands::correct_handover(&write.tx, &write.cx, id, end, km, &reason).await?;
    let line = queries::desk_line((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (line.version, DeskLineBody::new(&state, &write.cx, line));
    write.ok(Some(version), &body).await
}
