//! `POST /tickets/{id}/resume`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::TicketId;

use super::body::{Said, step, whole};
use crate::{commands, queries::TicketDetail};

/// Goes on with a ticket; what it waited is added to its promise.
#[utoipa::path(post, path = "/tickets/{id}/resume", tag = "tickets", request_body = Said,
    params(("id" = TicketId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn resume_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    seen: Option<IfMatch>,
    Json(said): Json<Said>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::resume(&write.tx, &write.cx, step(id, seen, said.reason)).await?;
    whole(write, id).await
}
