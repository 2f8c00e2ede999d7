//! Answers a task of a ticket.

use buildings::commands::{ReadMeter, correct_reading, note_reading};
use db::WriteTx;
use kernel::{Ctx, Entry, Instant, id::TicketId};
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
        task::{Demands, TaskKind, answer},
        ticket::{MAX_TITLE, TicketEventKind, TicketKind, optional_text},
    },
    queries::TaskMeters,
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
    /// When it was found, where it is told later; a clock that runs ahead is not believed.
    pub found_at: Option<Instant>,
    /// Of a meter: it was replaced or reset before.
    pub restarts: bool,
}

/// Answers a task, also once more. A failed check opens a ticket of its own, once. The answer about a meter is a reading of
/// that meter; changed, it corrects the reading.
pub async fn answer_task(tx: &WriteTx, cx: &Ctx, input: AnswerTask) -> Result<TicketId, TicketError> {
    let AnswerTask { id, task: task_id, answer: given, note, found_at, restarts } = input;
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
    if restarts && row.kind != TaskKind::Meter {
        return Err(TicketError::field("restarts", "not_for_this_kind"));
    }
    let reading_id = match found.value.as_i64().filter(|_| row.kind == TaskKind::Meter) {
        Some(shown) => {
            let read_at = found_at.map_or(cx.now, |at| at.min(cx.now));
            read_meter(tx, cx, &ticket, &row, &demands, Shown { reading: shown, read_at, restarts }).await?
        }
        None => None,
    };
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
        reading_id: Set(reading_id),
        ..Default::default()
    };
    task::Entity::update_many().set(change).filter(task::Column::Id.eq(task_id)).exec(tx).await?;
    let data = json!({ "task": task_id, "answer": found.value, "failed": found.failed, "opened_ticket_id": opened });
    tell(tx, cx, id, Told::internally(TicketEventKind::Answered, data.clone())).await?;
    tx.record(Entry::new("ticket.task_answered", "ticket", id).data(data));
    Ok(id)
}

/// What a meter shows.
#[derive(Debug, Clone, Copy)]
struct Shown {
    reading: i64,
    read_at: Instant,
    restarts: bool,
}

/// Makes the answer a reading of the meter; answers which. None where it is not clear which meter is meant: then it is kept
/// with the ticket alone.
async fn read_meter(
    tx: &WriteTx,
    cx: &Ctx,
    ticket: &ticket::Model,
    task: &task::Model,
    demands: &Demands,
    shown: Shown,
) -> Result<Option<Uuid>, TicketError> {
    let Shown { reading, read_at, restarts } = shown;
    if let Some(before) = task.reading_id {
        return Ok(Some(correct_reading(tx, cx, before, reading, restarts).await?.id));
    }
    let meters = TaskMeters::load(tx, [(task.kind, demands)].into_iter(), ticket.installation_id).await?;
    let Some((meter, _)) = meters.of(task.kind, demands) else { return Ok(None) };
    let input = ReadMeter {
        meter: meter.id,
        reading,
        read_at: Some(read_at),
        restarts,
        note: Some(format!("#{}", ticket.number)),
    };
    let on = buildings::queries::installation(tx, meter.installation_id).await?;
    // Whoever was given the work reads the meters that it is about; elsewhere they need the permission.
    let read = if on.is_some_and(|on| on.site_id == ticket.site_id) {
        note_reading(tx, cx, input).await?
    } else {
        buildings::commands::read_meter(tx, cx, input).await?
    };
    Ok(Some(read.id))
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
