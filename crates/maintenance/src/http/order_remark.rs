//! `POST /inspection-remarks/{id}/order`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::id::RemarkId;

use crate::{
    commands,
    queries::{self, TicketDetail},
};

/// Opens a ticket for a remark; answers the ticket.
#[utoipa::path(post, path = "/inspection-remarks/{id}/order", tag = "inspections", params(("id" = RemarkId, Path)),
    responses((status = 201, body = TicketDetail), httpkit::WriteProblems))]
pub(crate) async fn order_inspection_remark(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<RemarkId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let ticket = commands::order_remark(&write.tx, &write.cx, id, None).await?;
    let made = queries::detail(&write.tx, &write.cx, ticket).await?;
    write.created(&format!("/tickets/{ticket}"), Some(made.line.version), &made).await
}
