//! Answers a task of a ticket.

use db::WriteTx;
use kernel::{Ctx, Entry, id::TicketId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Told, at_work,
    report::{New, Spot, insert},
    tell,
};
use crate::{
    TicketError,
    entity::{task, ticket},
    model::{
        priority::Urgency,
        state::TicketState,
        task::{Demands, answer},
        ticket::{MAX_TITLE, TicketEventKind, TicketKind, optional_text},
    },
};

/// Which task, and what was found.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerTask {
    /// Of which ticket.
    pub id: TicketId,
    /// Which task.
    pub task: Uuid,
    /// What was found, of the kind of the task.
    pub answer: Value,
    /// More about it.
    pub note: Option<String>,
}

/// Answers a task, also once more. A failed check opens a ticket of its own, once.
pub async fn answer_task(tx: &WriteTx, cx: &Ctx, input: AnswerTask) -> Result<TicketId, TicketError> {
    let AnswerTask { id, task: task_id, answer: given, note } = input;
    let ticket = at_work(tx, cx, id).await?;
    if !matches!(ticket.state, TicketState::Assigned | TicketState::InProgress | TicketState::OnHold) {
        return Err(TicketError::NotNow(ticket.state));
    }
    let row = task::Entity::find_by_id(task_id).one(tx).await?;
    let row = row.filter(|row| row.ticket_id == id).ok_or(TicketError::not_found("task"))?;
    let demands: Demands =
        serde_json::from_str(&row.demands).map_err(|error| sea_orm::DbErr::Type(format!("task {task_id}: {error}")))?;
    let found = answer(row.kind, &demands, &given)?;
    let note = optional_text("note", note.as_deref())?;
    let opened = match row.opened_ticket_id {
        None if found.failed => Some(open_from(tx, cx, &ticket, &row, note.clone()).await?),
        opened => opened,
    };
    let change = task::ActiveModel {
        answer: Set(Some(found.value.to_string())),
        note: Set(note),
        failed: Set(Some(found.failed)),
        answered_by: Set(cx.actor.person),
        answered_at: Set(Some(cx.now)),
        opened_ticket_id: Set(opened),
        ..Default::default()
    };
    task::Entity::update_many().set(change).filter(task::Column::Id.eq(task_id)).exec(tx).await?;
    let data = json!({ "task": task_id, "answer": found.value, "failed": found.failed, "opened_ticket_id": opened });
    tell(tx, cx, id, Told::internally(TicketEventKind::Answered, data.clone())).await?;
    tx.record(Entry::new("ticket.task_answered", "ticket", id).data(data));
    Ok(id)
}

/// Opens the ticket of a failed check.
async fn open_from(
    tx: &WriteTx,
    cx: &Ctx,
    from: &ticket::Model,
    task: &task::Model,
    note: Option<String>,
) -> Result<TicketId, TicketError> {
    let new = New {
        title: task.names.get(cx.lang).chars().take(MAX_TITLE).collect(),
        description: note,
        spot: Spot { site: from.site_id, place: from.place_id, installation: from.installation_id },
        kind: TicketKind::Fault,
        impact: from.impact,
        urgency: Urgency::Hinders,
        reporter: cx.actor.person,
        guest: None,
        opened_from: Some(from.id),
        clock_from: cx.now,
    };
    Ok(insert(tx, cx, new).await?.id)
}
