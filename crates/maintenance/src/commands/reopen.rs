//! Begins a ticket again.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};
use serde_json::json;

use super::{
    judge::judge_now,
    moving::{Step, begin},
};
use crate::{TicketError, entity::ticket, model::state::TicketVerb};

/// Begins a ticket again: it keeps its number, what was said and what was worked, and its service level begins anew.
pub async fn reopen(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    let mut moving = begin(tx, cx, TicketVerb::Reopen, step).await?;
    moving.after = ticket::Model {
        clock_from: cx.now,
        acknowledged_at: None,
        started_at: None,
        done_at: None,
        closed_at: None,
        held_minutes: 0,
        warned_at: None,
        breached_at: None,
        planned_from: None,
        planned_to: None,
        assignee_id: None,
        reopened_count: moving.after.reopened_count + 1,
        ..moving.after
    };
    judge_now(tx, cx, &mut moving.after).await?;
    let count = moving.after.reopened_count;
    moving.finish(tx, cx, json!({ "count": count })).await
}
