//! What the endpoints of tickets share.

use axum::response::Response;
use httpkit::{ApiError, IfMatch, Write};
use kernel::id::TicketId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{commands::Step, queries};

/// What is said about a move.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TicketReason)]
pub(crate) struct Said {
    /// Why; must be there for moves that take a reason (`GET /tickets/moves`), for others a note. Everybody who sees the
    /// ticket reads it, the reporter too.
    #[schema(max_length = 1000)]
    pub(super) reason: Option<String>,
}

pub(super) fn step(id: TicketId, seen: Option<IfMatch>, reason: Option<String>) -> Step {
    Step { id, seen: seen.and_then(IfMatch::version), reason }
}

/// 200 with the whole ticket as it is now.
pub(super) async fn whole(write: Write, id: TicketId) -> Result<Response, ApiError> {
    let ticket = queries::detail(&write.tx, &write.cx, id).await?;
    write.ok(Some(ticket.line.version), &ticket).await
}
