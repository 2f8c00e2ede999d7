//! `POST /tickets/{id}/verify`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::TicketId;

use super::body::{Said, step, whole};
use crate::{commands, queries::TicketDetail};

/// Finds the work good: a dispatcher or the reporter, never who did it (`own_work`).
#[utoipa::path(post, path = "/tickets/{id}/verify", tag = "tickets", request_body = Said,
    params(("id" = TicketId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn verify_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
    seen: Option<IfMatch>,
    Json(said): Json<Said>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::verify(&write.tx, &write.cx, step(id, seen, said.reason)).await?;
    whole(write, id).await
}
