//! What becomes of a ticket when the inspection for which it was opened goes on, or the remark that it is about.

use db::WriteTx;
use kernel::{
    Ctx, PersonId,
    id::{InspectionId, TicketId},
};
use serde_json::json;

use super::{moving::begin_by_inspection, open};
use crate::{TicketError, model::state::TicketVerb};

/// How an inspection, or a remark, went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WentOn<'a> {
    /// The work took place; by whom, where that is a colleague: they do not verify it.
    TookPlace(Option<PersonId>),
    /// Nothing is left to do: the result is there.
    Ended,
    /// It is left out, for a reason.
    LeftOut(&'a str),
}

/// Brings the ticket as far as what it was opened for has come, whoever has it. What was filed by hand stays as it is, and
/// so does what was ended by hand until it can be filed.
pub(super) async fn follow(
    tx: &WriteTx,
    cx: &Ctx,
    ticket: Option<TicketId>,
    of: InspectionId,
    how: WentOn<'_>,
) -> Result<(), TicketError> {
    let Some(id) = ticket else { return Ok(()) };
    let (found, _) = open(tx, cx, id).await?;
    let state = found.state;
    match how {
        WentOn::LeftOut(reason) if state.is_open() => step(tx, cx, id, of, TicketVerb::Cancel, Some(reason)).await,
        WentOn::TookPlace(by) if state.is_open() => complete(tx, cx, id, of, by).await,
        WentOn::TookPlace(_) => Ok(()),
        WentOn::Ended | WentOn::LeftOut(_) => {
            if state.is_open() {
                complete(tx, cx, id, of, None).await?;
            }
            if state.is_filed() { Ok(()) } else { step(tx, cx, id, of, TicketVerb::Close, None).await }
        }
    }
}

async fn complete(
    tx: &WriteTx,
    cx: &Ctx,
    id: TicketId,
    of: InspectionId,
    by: Option<PersonId>,
) -> Result<(), TicketError> {
    let mut moving = begin_by_inspection(tx, cx, TicketVerb::Complete, id, None).await?;
    let after = &mut moving.after;
    after.done_at = Some(cx.now);
    after.acknowledged_at = after.acknowledged_at.or(Some(cx.now));
    after.worked_by = by.or(after.assignee_id);
    moving.finish(tx, cx, json!({ "inspection_id": of })).await?;
    Ok(())
}

async fn step(
    tx: &WriteTx,
    cx: &Ctx,
    id: TicketId,
    of: InspectionId,
    verb: TicketVerb,
    reason: Option<&str>,
) -> Result<(), TicketError> {
    let moving = begin_by_inspection(tx, cx, verb, id, reason.map(ToOwned::to_owned)).await?;
    moving.finish(tx, cx, json!({ "inspection_id": of })).await?;
    Ok(())
}
