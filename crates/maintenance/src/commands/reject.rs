//! Refuses a ticket.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};

use super::moving::{Step, simply};
use crate::{TicketError, model::state::TicketVerb};

/// Refuses a ticket.
pub async fn reject(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    simply(tx, cx, TicketVerb::Reject, step, |_| {}).await
}
