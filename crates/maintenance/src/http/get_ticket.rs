//! `GET /tickets/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::TicketId;

use crate::queries::{self, TicketDetail};

/// A ticket with everything that the caller may see of it, and what they may do with it now.
#[utoipa::path(get, path = "/tickets/{id}", tag = "tickets", params(("id" = TicketId, Path)),
    responses((status = 200, body = TicketDetail), httpkit::ReadProblems))]
pub(crate) async fn get_ticket(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TicketId>,
) -> Result<Response, ApiError> {
    let ticket = queries::detail(state.db.read(), &caller.cx, id).await?;
    answer(Some(ticket.line.version), &ticket)
}
