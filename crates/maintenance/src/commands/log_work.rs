//! Logs work on a ticket.

use chrono::{Datelike, NaiveDate};
use db::WriteTx;
use kernel::FieldError;
use kernel::{Ctx, Entry, id::TicketId};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{Told, at_work, tell};
use crate::{
    TicketError,
    entity::work_log,
    model::ticket::{MAX_TEXT, TicketEventKind, WorkKind, text},
};

/// The most a person works on a day, in minutes; the largest number of parts; the largest cost, in cents.
const MAX_MINUTES: i64 = 24 * 60;
const MAX_QUANTITY: i64 = 100_000;
const MAX_CENTS: i64 = 10_000_000_000;

/// What was done or used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogWork {
    /// On which ticket.
    pub id: TicketId,
    /// What it is.
    pub kind: WorkKind,
    /// On which day.
    pub worked_on: NaiveDate,
    /// How long; only and always for time.
    pub minutes: Option<i64>,
    /// How many; only and always for parts.
    pub quantity: Option<i64>,
    /// What it costs, in cents.
    pub cost_cents: Option<i64>,
    /// What was done, which part, whose service.
    pub note: String,
}

/// Logs work that the actor did or used.
pub async fn log_work(tx: &WriteTx, cx: &Ctx, input: LogWork) -> Result<TicketId, TicketError> {
    let LogWork { id, kind, worked_on, minutes, quantity, cost_cents, note } = input;
    at_work(tx, cx, id).await?;
    let me = cx.actor.person.ok_or(TicketError::forbidden("work_on_tickets"))?;
    let note = text("note", &note, MAX_TEXT)?;
    let wrong = |field, code| TicketError::from(FieldError::new(field, code));
    amount("minutes", minutes, kind == WorkKind::Time, MAX_MINUTES)?;
    amount("quantity", quantity, kind == WorkKind::Part, MAX_QUANTITY)?;
    if cost_cents.is_some_and(|cents| !(0..=MAX_CENTS).contains(&cents)) {
        return Err(wrong("cost_cents", "invalid"));
    }
    // A day further on, for those who live east of us.
    let latest = cx.now.plus_minutes(MAX_MINUTES).to_utc().date_naive();
    if worked_on > latest || !kernel::wall::YEARS.contains(&worked_on.year()) {
        return Err(wrong("worked_on", "invalid"));
    }
    let row = work_log::Model {
        id: cx.ids.next(),
        ticket_id: id,
        kind,
        person_id: me,
        worked_on: worked_on.to_string(),
        minutes,
        quantity,
        cost_cents,
        note,
        created_at: cx.now,
        struck_at: None,
        struck_reason: None,
    };
    let data = json!({ "entry": row.id, "kind": kind, "minutes": minutes, "quantity": quantity });
    work_log::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    tell(tx, cx, id, Told::internally(TicketEventKind::Worked, data.clone())).await?;
    tx.record(Entry::new("ticket.work_logged", "ticket", id).data(data));
    Ok(id)
}

/// A number that must be there for one kind of work and must not for others.
fn amount(field: &'static str, value: Option<i64>, wanted: bool, max: i64) -> Result<(), FieldError> {
    match value {
        None if wanted => Err(FieldError::new(field, "required")),
        Some(_) if !wanted => Err(FieldError::new(field, "not_for_this_kind")),
        Some(value) if !(1..=max).contains(&value) => Err(FieldError::new(field, "invalid")),
        _ => Ok(()),
    }
}
