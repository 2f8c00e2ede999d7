//! Carries tasks that were left undone to the next work of the same plan.

use db::{WriteTx, sql::Raw};
use kernel::{Ctx, Entry, id::PlanId, id::TicketId};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;

use super::{Told, add_tasks::insert_tasks, lock, tell};
use crate::{
    TicketError,
    entity::{carried_task, plan_work, task},
    model::{
        task::{Item, carry},
        ticket::TicketEventKind,
    },
};

/// Locks a plan until the transaction ends, so that work is not made while other work of it ends.
pub(super) async fn lock_plan(tx: &WriteTx, id: PlanId) -> Result<(), TicketError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM maintenance_plan WHERE id = ").bind(id.0).push_postgres(" FOR UPDATE");
    tx.query_one_raw(sql.build()).await?;
    Ok(())
}

/// When a ticket that a plan made comes to an end, what was left undone goes to the next work, if that is made already;
/// else the next work fetches it when it is made.
pub(super) async fn carry_on(tx: &WriteTx, cx: &Ctx, ended: TicketId) -> Result<(), TicketError> {
    let Some(work) = plan_work::Entity::find_by_id(ended).one(tx).await? else { return Ok(()) };
    lock_plan(tx, work.plan_id).await?;
    let mut sql = Raw::new(tx);
    sql.push("SELECT w.ticket_id FROM plan_work w JOIN ticket t ON t.id = w.ticket_id WHERE w.plan_id = ");
    sql.bind(work.plan_id.0).push(" AND w.position > ").bind(work.position);
    sql.push(" AND t.state IN (").push(crate::queries::OPEN).push(") ORDER BY w.position LIMIT 1");
    let Some(row) = tx.query_one_raw(sql.build()).await? else { return Ok(()) };
    let next: TicketId = row.try_get("", "ticket_id")?;
    lock(tx, &[next]).await?;
    carry_over(tx, cx, ended, next).await?;
    Ok(())
}

/// Carries what one ticket left undone to another one; answers how many tasks. A task that the other one has anyhow is
/// not asked twice.
pub(super) async fn carry_over(tx: &WriteTx, cx: &Ctx, from: TicketId, to: TicketId) -> Result<usize, TicketError> {
    let undone = waiting(tx, from, "c.from_task_id").await?;
    if undone.is_empty() {
        return Ok(0);
    }
    let next = waiting(tx, to, "c.task_id").await?;
    let items = |rows: &[task::Model]| rows.iter().map(item).collect::<Result<Vec<_>, _>>();
    let places = carry(&items(&undone)?, &items(&next)?);
    let added: Vec<Item> = undone
        .iter()
        .zip(&places)
        .filter(|(_, place)| place.is_none())
        .map(|(row, _)| item(row))
        .collect::<Result<_, _>>()?;
    let mut new = insert_tasks(tx, cx, to, added).await?.into_iter();
    let rows: Vec<_> = undone
        .iter()
        .zip(places)
        .filter_map(|(row, place)| {
            let task_id: Uuid = place.map_or_else(|| new.next(), |place| Some(next[place].id))?;
            Some(carried_task::Model { task_id, from_task_id: row.id }.into_active_model().reset_all())
        })
        .collect();
    let count = rows.len();
    carried_task::Entity::insert_many(rows).exec_without_returning(tx).await?;
    let data = json!({ "carried_from": from, "tasks": count });
    tell(tx, cx, to, Told::internally(TicketEventKind::Changed, data.clone())).await?;
    tx.record(Entry::new("ticket.tasks_carried_over", "ticket", to).data(data));
    Ok(count)
}

/// The tasks of a ticket without an answer that do not stand in that column of `carried_task`, in order.
async fn waiting(tx: &WriteTx, ticket: TicketId, column: &str) -> Result<Vec<task::Model>, TicketError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT k.id FROM task k JOIN carried_task c ON ").push(column).push(" = k.id WHERE k.ticket_id = ");
    sql.bind(ticket.0);
    let rows = tx.query_all_raw(sql.build()).await?;
    let carried: Vec<Uuid> = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    let rows = task::Entity::find()
        .filter(task::Column::TicketId.eq(ticket))
        .filter(task::Column::Answer.is_null())
        .order_by_asc(task::Column::Position)
        .all(tx)
        .await?;
    Ok(rows.into_iter().filter(|row| !carried.contains(&row.id)).collect())
}

fn item(row: &task::Model) -> Result<Item, sea_orm::DbErr> {
    let demands = serde_json::from_str(&row.demands)
        .map_err(|error| sea_orm::DbErr::Type(format!("task {}: {error}", row.id)))?;
    Ok(Item { kind: row.kind, names: row.names.clone(), demands, required: row.required })
}
