//! Lets a ticket wait: the service level waits too.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};

use super::moving::{Step, simply};
use crate::{TicketError, model::state::TicketVerb};

/// Lets a ticket wait: the service level waits too.
pub async fn hold(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    simply(tx, cx, TicketVerb::Hold, step, |ticket| ticket.held_since = Some(cx.now)).await
}
