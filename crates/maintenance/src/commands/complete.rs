//! Ends the work.

use db::WriteTx;
use kernel::{Ctx, id::TicketId};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;

use super::moving::{Step, begin};
use crate::{TicketError, entity::task, model::state::TicketVerb};

/// Ends the work; refused while a required task has no answer.
pub async fn complete(tx: &WriteTx, cx: &Ctx, step: Step) -> Result<TicketId, TicketError> {
    let mut moving = begin(tx, cx, TicketVerb::Complete, step).await?;
    let unanswered = task::Entity::find()
        .filter(task::Column::TicketId.eq(moving.after.id))
        .filter(task::Column::Required.eq(true))
        .filter(task::Column::Answer.is_null())
        .count(tx)
        .await?;
    if unanswered > 0 {
        return Err(TicketError::Unanswered(unanswered));
    }
    moving.after.done_at = Some(cx.now);
    moving.after.worked_by = moving.after.assignee_id;
    moving.finish(tx, cx, Value::Null).await
}
