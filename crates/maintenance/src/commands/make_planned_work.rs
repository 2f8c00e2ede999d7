//! Makes the tickets of what plans have due.

use std::collections::BTreeSet;

use db::{Db, WriteTx, sql::Raw};
use kernel::{Ctx, Entry, Instant, id::PlanId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use serde_json::json;

use super::{
    Plan, Step, Triage,
    add_tasks::{insert_tasks, listed},
    carry::{carry_over, lock_plan},
    plan,
    report::{New, insert, locate},
    teams::usable,
    triage,
};
use crate::{
    TicketError,
    entity::{maintenance_plan, plan_work},
    model::{plan::CountedFrom, ticket::TicketKind},
    planning::{Due, Planning, left_undone},
};

/// The most tickets of one plan in one transaction; a plan that has more due goes on in the next sweep.
const AT_ONCE: usize = 50;

/// Makes the tickets of what plans have due at this moment; answers how many. Whatever was not made on its day, because
/// nobody swept, is made now. A plan that cannot be dealt with does not keep the others from it.
pub async fn make_planned_work(db: &Db, cx: &Ctx) -> Result<u64, TicketError> {
    let mut sql = Raw::new(db.read());
    sql.push(
        "SELECT m.* FROM maintenance_plan m LEFT JOIN place p ON p.id = m.place_id \
         LEFT JOIN installation i ON i.id = m.installation_id WHERE m.paused_at IS NULL AND m.retired_at IS NULL \
         AND p.retired_at IS NULL AND i.retired_at IS NULL ORDER BY m.code",
    );
    let rows = db.read().query_all_raw(sql.build()).await?;
    let read = |row| maintenance_plan::Model::from_query_result(row, "");
    let plans = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let planning = Planning::load(db.read(), &plans).await?;
    let (mut made, mut failed) = (0, None);
    for plan in &plans {
        let done = match planning.due(plan, cx.now) {
            Ok(due) if due.is_empty() => Ok(0),
            Ok(_) => make_for(db, cx, plan.id).await,
            Err(error) => Err(error),
        };
        match done {
            Ok(count) => made += count,
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    failed.map_or(Ok(made), Err)
}

/// Makes what one plan has due, under its lock.
async fn make_for(db: &Db, cx: &Ctx, id: PlanId) -> Result<u64, TicketError> {
    let tx = db.begin(cx).await?;
    lock_plan(&tx, id).await?;
    let plan = maintenance_plan::Entity::find_by_id(id).one(&tx).await?;
    let Some(mut plan) = plan.filter(|plan| plan.paused_at.is_none() && plan.retired_at.is_none()) else {
        return Ok(0);
    };
    let due = Planning::load(&tx, std::slice::from_ref(&plan)).await?.due(&plan, cx.now)?;
    let due: Vec<Due> = due.into_iter().take(AT_ONCE).collect();
    let present = plan_work::Entity::find()
        .filter(plan_work::Column::PlanId.eq(id))
        .order_by_asc(plan_work::Column::Position)
        .all(&tx)
        .await?;
    let keys: BTreeSet<&str> = present.iter().map(|work| work.due_key.as_str()).collect();
    let mut position = present.last().map_or(0, |work| work.position);
    let mut made = 0;
    for one in due {
        if !keys.contains(one.key().as_str()) {
            position += 1;
            make_one(&tx, cx, &plan, one, position).await?;
            made += 1;
        }
        match one {
            Due::Date(date, _) => plan.dealt_until = plan.dealt_until.map(|dealt| dealt.max(date)),
            Due::Total(total) => plan.base_total = Some(total),
        }
    }
    // How far it was dealt with is no change that somebody made: the version stays.
    let change = maintenance_plan::ActiveModel {
        dealt_until: Set(plan.dealt_until),
        base_total: Set(plan.base_total),
        ..Default::default()
    };
    maintenance_plan::Entity::update_many().set(change).filter(maintenance_plan::Column::Id.eq(id)).exec(&tx).await?;
    tx.commit().await?;
    Ok(made)
}

/// Makes one ticket: triaged, planned for its date unless that is over, with its tasks and those that were left undone.
async fn make_one(
    tx: &WriteTx,
    cx: &Ctx,
    plan_row: &maintenance_plan::Model,
    due: Due,
    position: i64,
) -> Result<(), TicketError> {
    let ahead = due.at().filter(|at| *at > cx.now);
    let new = New {
        title: plan_row.title.clone(),
        description: plan_row.description.clone(),
        spot: locate(tx, plan_row.place_id, plan_row.installation_id).await?,
        kind: TicketKind::Preventive,
        impact: plan_row.impact,
        urgency: plan_row.urgency,
        reporter: None,
        guest: None,
        opened_from: None,
        // Nobody is late with what is not due yet.
        clock_from: ahead.unwrap_or(cx.now),
    };
    let id = insert(tx, cx, new).await?.id;
    let step = || Step { id, seen: None, reason: None };
    // A team that is no longer used leaves the work to whoever hands it out.
    let team = match plan_row.team_id {
        Some(team) if usable(tx, team).await.is_ok() => Some(team),
        _ => None,
    };
    let (impact, urgency) = (plan_row.impact, plan_row.urgency);
    triage(tx, cx, Triage { step: step(), impact, urgency, team, kind: None }).await?;
    if let Some(from) = ahead {
        plan(tx, cx, Plan { step: step(), from, to: from.plus_minutes(plan_row.minutes) }).await?;
    }
    let listed = match plan_row.checklist_id {
        Some(list) => listed(tx, list).await?,
        None => None,
    };
    insert_tasks(tx, cx, id, listed.map(|(items, _)| items).unwrap_or_default()).await?;
    let work = plan_work::Model {
        ticket_id: id,
        plan_id: plan_row.id,
        position,
        due_key: due.key(),
        due_at: due.at(),
        made_at: cx.now,
    };
    plan_work::Entity::insert(work.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let mut carried = 0;
    for ended in left_undone(tx, plan_row.id).await? {
        carried += carry_over(tx, cx, ended, id).await?;
    }
    let data =
        json!({ "ticket_id": id, "due": due.key(), "carried_over": carried, "missed": missed(plan_row, due, cx.now) });
    tx.record(Entry::new("plan.work_made", "plan", plan_row.id).data(data));
    Ok(())
}

/// Whether it is made after its date: only then the journal says so.
fn missed(plan: &maintenance_plan::Model, due: Due, now: Instant) -> bool {
    plan.counted_from == CountedFrom::LastDue && due.at().is_some_and(|at| at <= now)
}
