//! Adds tasks to a ticket.

use db::WriteTx;
use kernel::FieldError;
use kernel::{Ctx, Entry, id::TicketId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{Told, at_work, tell};
use crate::{
    TicketError,
    entity::{checklist, task},
    model::{
        task::{Item, ItemInput, MAX_TASKS},
        ticket::TicketEventKind,
    },
};

/// Where the tasks come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskSource {
    /// A checklist, all of it.
    Checklist(Uuid),
    /// One by one.
    Items(Vec<ItemInput>),
}

/// Which ticket gets which tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddTasks {
    /// The ticket.
    pub id: TicketId,
    /// The tasks.
    pub source: TaskSource,
}

/// Adds tasks behind those that are there.
pub async fn add_tasks(tx: &WriteTx, cx: &Ctx, input: AddTasks) -> Result<TicketId, TicketError> {
    let AddTasks { id, source } = input;
    at_work(tx, cx, id).await?;
    let refuse = |field, code| TicketError::from(FieldError::new(field, code));
    let (items, from) = match source {
        TaskSource::Items(items) => (check_items(tx, "tasks", items).await?, None),
        TaskSource::Checklist(list) => {
            let (items, code) = listed(tx, list).await?.ok_or_else(|| refuse("checklist_id", "unknown"))?;
            (items, Some(code))
        }
    };
    let present = task::Entity::find().filter(task::Column::TicketId.eq(id)).count(tx).await?;
    let present = usize::try_from(present).unwrap_or(usize::MAX);
    if items.is_empty() || present.saturating_add(items.len()) > MAX_TASKS {
        return Err(refuse("tasks", if items.is_empty() { "required" } else { "too_many" }));
    }
    let count = insert_tasks(tx, cx, id, items).await?.len();
    let data = json!({ "tasks": count, "checklist": from });
    tell(tx, cx, id, Told::internally(TicketEventKind::Changed, data.clone())).await?;
    tx.record(Entry::new("ticket.tasks_added", "ticket", id).data(data));
    Ok(id)
}

/// What a checklist in use asks, and its code.
pub(super) async fn listed(tx: &WriteTx, list: Uuid) -> Result<Option<(Vec<Item>, String)>, TicketError> {
    let row = checklist::Entity::find_by_id(list).one(tx).await?;
    let Some(row) = row.filter(|row| row.retired_at.is_none()) else { return Ok(None) };
    let items =
        serde_json::from_str(&row.items).map_err(|error| sea_orm::DbErr::Type(format!("checklist {list}: {error}")))?;
    Ok(Some((items, row.code)))
}

/// Puts tasks behind those that are there; answers their ids, in order.
pub(super) async fn insert_tasks(
    tx: &WriteTx,
    cx: &Ctx,
    ticket_id: TicketId,
    items: Vec<Item>,
) -> Result<Vec<Uuid>, TicketError> {
    if items.is_empty() {
        return Ok(vec![]);
    }
    let present = task::Entity::find().filter(task::Column::TicketId.eq(ticket_id)).count(tx).await?;
    let first = i64::try_from(present).unwrap_or_default() + 1;
    let rows: Vec<_> = items
        .into_iter()
        .zip(first..)
        .map(|(item, position)| {
            let Item { kind, names, demands, required } = item;
            task::Model {
                id: cx.ids.next(),
                ticket_id,
                position,
                kind,
                names,
                demands: serde_json::to_string(&demands).expect("demands are JSON"),
                required,
                answer: None,
                note: None,
                failed: None,
                answered_by: None,
                answered_at: None,
                opened_ticket_id: None,
                reading_id: None,
            }
        })
        .collect();
    let ids = rows.iter().map(|row| row.id).collect();
    let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
    task::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(ids)
}

/// The tasks in the field `path`, checked; at least one.
pub(super) async fn check_items(
    tx: &WriteTx,
    path: &'static str,
    items: Vec<ItemInput>,
) -> Result<Vec<Item>, TicketError> {
    if items.is_empty() || items.len() > MAX_TASKS {
        return Err(TicketError::field(path, if items.is_empty() { "required" } else { "too_many" }));
    }
    let checked = items.into_iter().enumerate().map(|(index, item)| {
        item.check().map_err(|error| {
            let field = format!("{path}[{index}].{}", error.field).into();
            FieldError { field, ..error }
        })
    });
    let items: Vec<Item> = checked.collect::<Result<_, _>>()?;
    let meters = buildings::queries::meters_by_ids(tx, items.iter().filter_map(|item| item.demands.meter_id)).await?;
    for (index, item) in items.iter().enumerate() {
        let Some(id) = item.demands.meter_id else { continue };
        let wrong = match meters.iter().find(|(meter, _)| meter.id == id) {
            None => "unknown",
            Some((meter, _)) if meter.retired => "retired",
            Some(_) => continue,
        };
        return Err(FieldError::new(format!("{path}[{index}].demands.meter_id"), wrong).into());
    }
    Ok(items)
}
