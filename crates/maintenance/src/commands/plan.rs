//! Says when it is done.

use db::WriteTx;
use kernel::{Ctx, Instant, Interval, id::TicketId};
use serde_json::json;

use super::{
    judge::judge_now,
    moving::{Step, begin},
};
use crate::{TicketError, model::state::TicketVerb};

/// Which ticket, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Which one.
    pub step: Step,
    /// When the work begins.
    pub from: Instant,
    /// When it ends.
    pub to: Instant,
}

/// Says when it is done. Whoever had it is free again.
pub async fn plan(tx: &WriteTx, cx: &Ctx, input: Plan) -> Result<TicketId, TicketError> {
    let Plan { step, from, to } = input;
    let mut moving = begin(tx, cx, TicketVerb::Plan, step).await?;
    check_span(cx, from, to)?;
    let after = &mut moving.after;
    (after.planned_from, after.planned_to, after.assignee_id) = (Some(from), Some(to), None);
    judge_now(tx, cx, after).await?;
    let data = json!({ "planned_from": from, "planned_to": to, "priority": after.priority, "raised": after.raised });
    moving.finish(tx, cx, data).await
}

/// The longest plan, in minutes.
const LONGEST: i64 = 366 * 24 * 60;

/// Refuses a span that is reversed, over, or absurd.
pub(super) fn check_span(cx: &Ctx, from: Instant, to: Instant) -> Result<Interval, TicketError> {
    let horizon = cx.now.plus_minutes(10 * LONGEST);
    let span = Interval::new(from, to).filter(|span| span.end > cx.now && span.end < horizon);
    span.filter(|span| span.end.minutes_since(span.start) <= LONGEST).ok_or(TicketError::field("to", "invalid"))
}
