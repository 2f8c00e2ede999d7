//! `POST /tickets/{id}/reject`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::TicketId;

use super::body::{Said, step, whole};
use crate::{commands, queries::TicketDetail};

/// Refuses a ticket, with a reason.
#[utoipa::path(post, path = "/tickets/{id}/reject", tag = "tickets", request_body = Said,
    params(("id" = TicketId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn reject_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    seen: Option<IfMatch>,
    Json(said): Json<Said>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::reject(&write.tx, &write.cx, step(id, seen, said.reason)).await?;
    whole(write, id).await
}
