//! `POST /occurrences/{id}/cancel`: call off one date, or it and those after it.

use axum::{extract::State, response::Response};
use booking::commands::cancel::{Which, cancel};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path, WriteProblems};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{change_occurrence::DateScope, done_occurrence, engine, explain, views::OccurrenceView};

/// What to call off, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CancelOccurrence {
    #[serde(default)]
    #[schema(max_length = 4000)]
    reason: Option<String>,
    /// `this` when absent.
    #[serde(default)]
    scope: Option<DateScope>,
}

/// Calls off one date, or it and those after it. Answers the date.
#[utoipa::path(
    post, path = "/occurrences/{id}/cancel", request_body = CancelOccurrence,
    params(("id" = OccurrenceId, Path, description = "The date"),
        ("If-Match" = Option<String>, Header, description = "The version that the caller saw")),
    responses((status = 200, description = "Called off", body = OccurrenceView), WriteProblems)
)]
pub(super) async fn cancel_occurrence(
    State(state): State<AppState>,
    caller: Caller,
    seen: Option<IfMatch>,
    Path(id): Path<OccurrenceId>,
    Json(CancelOccurrence { reason, scope }): Json<CancelOccurrence>,
) -> Result<Response, ApiError> {
    let which = match scope.unwrap_or_default() {
        DateScope::This => Which::This(id),
        DateScope::Following => Which::Following(id),
    };
    let seen = seen.and_then(IfMatch::version);
    let write = caller.begin(&state).await?;
    match cancel(engine(&state), &write.tx, &write.cx, which, reason, seen).await {
        Ok(details) => done_occurrence(&state, &caller, write, &details, id).await,
        Err(error) => {
            drop(write);
            Err(explain(&state, &caller, error, None).await)
        }
    }
}
