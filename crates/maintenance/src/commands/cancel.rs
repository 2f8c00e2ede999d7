//! Calls a ticket off.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};

use super::moving::{Step, simply};
use crate::{TicketError, model::state::TicketVerb};

/// Calls a ticket off.
pub async fn cancel(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    simply(tx, cx, TicketVerb::Cancel, step, |_| {}).await
}
