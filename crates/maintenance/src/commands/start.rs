//! Begins the work.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};

use super::moving::{Step, simply};
use crate::{TicketError, model::state::TicketVerb};

/// Begins the work.
pub async fn start(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    simply(tx, cx, TicketVerb::Start, step, |ticket| {
        ticket.started_at = ticket.started_at.or(Some(cx.now));
        ticket.worked_by = ticket.assignee_id;
    })
    .await
}
