//! `POST /occurrences/{id}/check-in`: say that somebody is there.

use axum::{extract::State, response::Response};
use booking::commands::attend::{Act, attend};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path, WriteProblems};
use kernel::OccurrenceId;

use super::{done_occurrence, engine, explain, views::OccurrenceView};

/// Says that somebody is there: the room is not given back to others.
#[utoipa::path(
    post, path = "/occurrences/{id}/check-in",
    params(("id" = OccurrenceId, Path, description = "The date"),
        ("If-Match" = Option<String>, Header, description = "The version that the caller saw")),
    responses((status = 200, description = "Done", body = OccurrenceView), WriteProblems)
)]
pub(super) async fn check_in(
    State(state): State<AppState>,
    caller: Caller,
    seen: Option<IfMatch>,
    Path(id): Path<OccurrenceId>,
) -> Result<Response, ApiError> {
    let seen = seen.and_then(IfMatch::version);
    let write = caller.begin(&state).await?;
    match attend(engine(&state), &write.tx, &write.cx, id, Act::CheckIn, seen).await {
        Ok(details) => done_occurrence(&state, &caller, write, &details, id).await,
        Err(error) => {
            drop(write);
            Err(explain(&state, &caller, error, None).await)
        }
    }
}
