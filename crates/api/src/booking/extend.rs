//! `POST /occurrences/{id}/extend`: stay longer.

use axum::{extract::State, response::Response};
use booking::commands::attend::{Act, attend};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path, WriteProblems};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{done_occurrence, engine, explain, views::OccurrenceView};

/// How much longer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Extend {
    #[schema(minimum = 1, maximum = 1440)]
    minutes: i64,
}

/// Makes a date last longer, where the time after it is free.
#[utoipa::path(
    post, path = "/occurrences/{id}/extend", request_body = Extend,
    params(("id" = OccurrenceId, Path, description = "The date"),
        ("If-Match" = Option<String>, Header, description = "The version that the caller saw")),
    responses((status = 200, description = "Done", body = OccurrenceView), WriteProblems)
)]
pub(super) async fn extend(
    State(state): State<AppState>,
    caller: Caller,
    seen: Option<IfMatch>,
    Path(id): Path<OccurrenceId>,
    Json(Extend { minutes }): Json<Extend>,
) -> Result<Response, ApiError> {
    let seen = seen.and_then(IfMatch::version);
    let write = caller.begin(&state).await?;
    match attend(engine(&state), &write.tx, &write.cx, id, Act::Extend(minutes), seen).await {
        Ok(details) => done_occurrence(&state, &caller, write, &details, id).await,
        Err(error) => {
            drop(write);
            Err(explain(&state, &caller, error, None).await)
        }
    }
}
