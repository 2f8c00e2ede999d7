//! `POST /tickets/{id}/tasks/{task}/answer`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{Instant, id::TicketId};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::whole;
use crate::{
    commands::{self, AnswerTask},
    queries::TicketDetail,
};

/// What was found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketTaskAnswer)]
pub(crate) struct Input {
    /// By the kind of the task: `true`; a whole number; words; `"pass"` or `"fail"`; one of the choices; a reading.
    #[schema(value_type = Object)]
    answer: Value,
    /// More about it.
    note: Option<String>,
    /// When it was found, where it is told later, as after a time without a connection; now unless told.
    found_at: Option<Instant>,
    /// Of a meter: it was replaced or reset before, and may show less.
    #[serde(default)]
    restarts: bool,
}

/// Answers a task, also once more. A failed check opens a ticket of its own. The answer about a meter is noted as a reading of
/// that meter, and refused where it shows less than before (`reading_too_small`); changed, it corrects that reading.
#[utoipa::path(post, path = "/tickets/{id}/tasks/{task}/answer", tag = "tickets", request_body = Input, params(("id" = TicketId, Path), ("task" = Uuid, Path)),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn answer_task(
    State(state): State<AppState>,
    caller: Caller,
    Path((id, task)): Path<(TicketId, Uuid)>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { answer, note, found_at, restarts } = input;
    let input = AnswerTask { id, task, answer, note, found_at, restarts };
    let write = caller.begin(&state).await?;
    let id = commands::answer_task(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
