//! Files a ticket.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};

use super::moving::{Step, simply};
use crate::{TicketError, model::state::TicketVerb};

/// Files a ticket.
pub async fn close(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    simply(tx, cx, TicketVerb::Close, step, |_| {}).await
}
