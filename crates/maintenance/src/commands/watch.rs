//! Marks the tickets that come near the end of their promise, and those that are past it.
//!
//! It looks at what is, not at when it ran last: what a missed run left over, the next one does.

use db::{Db, sql::Raw};
use kernel::{Ctx, Entry, id::TicketId};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;

use super::{lock, save};
use crate::{TicketError, entity::ticket, queries::OPEN};

/// How many tickets one run takes at the most.
const BATCH: i64 = 500;

/// Marks and journals every warning and breach that is due, one transaction a ticket; answers how many tickets.
pub async fn watch_service_levels(db: &Db, cx: &Ctx) -> Result<u64, TicketError> {
    let now = cx.now.micros();
    let mut sql = Raw::new(db.read());
    sql.push("SELECT id FROM ticket WHERE held_since IS NULL AND state IN (").push(OPEN);
    sql.push(") AND ((warned_at IS NULL AND warn_at <= ").bind(now);
    sql.push(") OR (breached_at IS NULL AND fix_by < ").bind(now).push(")) ORDER BY fix_by LIMIT ").bind(BATCH);
    let mut marked = 0;
    for row in db.read().query_all_raw(sql.build()).await? {
        marked += u64::from(mark(db, cx, row.try_get("", "id")?).await?);
    }
    Ok(marked)
}

async fn mark(db: &Db, cx: &Ctx, id: TicketId) -> Result<bool, TicketError> {
    let tx = db.begin(cx).await?;
    lock(&tx, &[id]).await?;
    let Some(before) = ticket::Entity::find_by_id(id).one(&tx).await? else { return Ok(false) };
    if !before.state.is_open() || before.held_since.is_some() {
        return Ok(false);
    }
    let mut after = before.clone();
    let entry = |action: &'static str| {
        let data = json!({ "number": before.number, "priority": before.priority, "fix_by": before.fix_by });
        Entry::new(action, "ticket", id).data(data)
    };
    if before.warned_at.is_none() && before.warn_at.is_some_and(|at| at <= cx.now) {
        after.warned_at = Some(cx.now);
        tx.record(entry("ticket.warned"));
    }
    if before.breached_at.is_none() && before.fix_by.is_some_and(|by| by < cx.now) {
        after.breached_at = Some(cx.now);
        tx.record(entry("ticket.breached"));
    }
    if after == before {
        return Ok(false);
    }
    save(&tx, &after).await?;
    tx.commit().await?;
    Ok(true)
}
