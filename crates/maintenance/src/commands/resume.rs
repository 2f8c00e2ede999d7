//! Goes on with a ticket: what it waited is added to its promise.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};

use super::moving::{Step, simply};
use crate::{TicketError, model::state::TicketVerb};

/// Goes on with a ticket: what it waited is added to its promise.
pub async fn resume(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    simply(tx, cx, TicketVerb::Resume, step, |_| {}).await
}
