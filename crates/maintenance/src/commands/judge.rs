//! Sets priority and promise of tickets as they should be now.

use std::collections::BTreeSet;

use db::{Db, WriteTx, sql::Raw};
use kernel::{Ctx, Entry, PlaceId, id::TicketId};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use serde_json::json;

use super::{Told, lock, save, tell};
use crate::{TicketError, desk::Desk, entity::ticket, model::ticket::TicketEventKind, queries};

/// Sets priority and promise of an open ticket as they should be now.
pub(super) async fn judge_now(tx: &WriteTx, cx: &Ctx, ticket: &mut ticket::Model) -> Result<(), TicketError> {
    let desk = Desk::load(tx).await?;
    let until = desk.threat_until(ticket, cx.now);
    let next = queries::next_bookings(tx, &[ticket.place_id], cx.now, until).await?;
    desk.judge(ticket, cx.now, next.get(&ticket.place_id).copied());
    Ok(())
}

/// Looks at all open tickets again: bookings come and go. Changes those whose priority is another one now, each in a
/// transaction of its own; answers how many. What is found is asked in a fixed number of statements.
pub async fn judge_anew(db: &Db, cx: &Ctx) -> Result<u64, TicketError> {
    let mut sql = Raw::new(db.read());
    sql.push("SELECT t.* FROM ticket t WHERE t.state IN (").push(queries::OPEN).push(")");
    let rows = db.read().query_all_raw(sql.build()).await?;
    let open = rows.iter().map(|row| ticket::Model::from_query_result(row, "")).collect::<Result<Vec<_>, _>>()?;
    let desk = Desk::load(db.read()).await?;
    let Some(until) = open.iter().map(|ticket| desk.threat_until(ticket, cx.now)).max() else { return Ok(0) };
    let places: Vec<PlaceId> = open.iter().map(|ticket| ticket.place_id).collect::<BTreeSet<_>>().into_iter().collect();
    let next = queries::next_bookings(db.read(), &places, cx.now, until).await?;
    let differs = |before: &ticket::Model| {
        let mut after = before.clone();
        desk.judge(&mut after, cx.now, next.get(&before.place_id).copied());
        (after.priority, after.raised) != (before.priority, before.raised)
    };
    let mut changed = 0;
    for found in open.iter().filter(|ticket| differs(ticket)) {
        changed += u64::from(change_priority(db, cx, found.id).await?);
    }
    Ok(changed)
}

/// Judges one ticket again under its lock.
async fn change_priority(db: &Db, cx: &Ctx, id: TicketId) -> Result<bool, TicketError> {
    let tx = db.begin(cx).await?;
    lock(&tx, &[id]).await?;
    let Some(before) = ticket::Entity::find_by_id(id).one(&tx).await?.filter(|row| row.state.is_open()) else {
        return Ok(false);
    };
    let mut after = before.clone();
    judge_now(&tx, cx, &mut after).await?;
    if (after.priority, after.raised) == (before.priority, before.raised) {
        return Ok(false);
    }
    save(&tx, &after).await?;
    let data = json!({ "priority": { "from": before.priority, "to": after.priority }, "raised": after.raised });
    tell(&tx, cx, id, Told::internally(TicketEventKind::Changed, data.clone())).await?;
    tx.record(Entry::new("ticket.priority_changed", "ticket", id).data(data));
    tx.commit().await?;
    Ok(true)
}
