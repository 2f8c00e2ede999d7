//! `POST /tickets/{id}/mark-duplicate`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::TicketId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{step, whole};
use crate::{
    commands::{self, MarkDuplicate},
    queries::TicketDetail,
};

/// What it is the same as.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketDuplicate)]
pub(crate) struct Input {
    /// The ticket in which it goes on; not itself a duplicate.
    of: TicketId,
    /// A note that everybody who sees the ticket reads.
    reason: Option<String>,
}

/// Joins a ticket to another one: photos, comments and the reporter follow there.
#[utoipa::path(post, path = "/tickets/{id}/mark-duplicate", tag = "tickets", request_body = Input,
    params(("id" = TicketId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn mark_duplicate_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { of, reason } = input;
    let input = MarkDuplicate { step: step(id, seen, reason), of };
    let write = caller.begin(&state).await?;
    let id = commands::mark_duplicate(&write.tx, &write.cx, input).await?;
    whole(write, id).await
}
