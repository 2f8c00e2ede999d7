//! Gives a ticket up.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};

use super::moving::{Step, simply};
use crate::{TicketError, model::state::TicketVerb};

/// Gives a ticket up.
pub async fn cannot_complete(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    simply(tx, cx, TicketVerb::CannotComplete, step, |_| {}).await
}
