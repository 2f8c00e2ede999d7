//! Strikes an entry out of the work log.

use db::WriteTx;
use kernel::{Ctx, Entry, id::TicketId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::{Told, at_work, tell};
use crate::{
    TicketError,
    entity::work_log,
    model::ticket::{MAX_REASON, TicketEventKind, text},
    policy::Permission,
};

/// Which entry, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrikeWork {
    /// Of which ticket.
    pub id: TicketId,
    /// Which entry.
    pub entry: Uuid,
    /// Why.
    pub reason: String,
}

/// Strikes an entry out: it stays to be read and counts no more. One's own, or any for a dispatcher.
pub async fn strike_work(tx: &WriteTx, cx: &Ctx, input: StrikeWork) -> Result<TicketId, TicketError> {
    let StrikeWork { id, entry, reason } = input;
    let ticket = at_work(tx, cx, id).await?;
    let row = work_log::Entity::find_by_id(entry).one(tx).await?;
    let row = row.filter(|row| row.ticket_id == id).ok_or(TicketError::not_found("work"))?;
    if Some(row.person_id) != cx.actor.person {
        Permission::DispatchTickets.require(&cx.actor, &[ticket.site_id.0])?;
    }
    if row.struck_at.is_some() {
        return Err(TicketError::AlreadyStruck);
    }
    let reason = text("reason", &reason, MAX_REASON)?;
    let change = work_log::ActiveModel {
        struck_at: Set(Some(cx.now)),
        struck_reason: Set(Some(reason.clone())),
        ..Default::default()
    };
    work_log::Entity::update_many().set(change).filter(work_log::Column::Id.eq(entry)).exec(tx).await?;
    let data = json!({ "entry": entry, "struck": true });
    let told = Told { text: Some(reason.clone()), ..Told::internally(TicketEventKind::Worked, data.clone()) };
    tell(tx, cx, id, told).await?;
    tx.record(Entry::new("ticket.work_struck", "ticket", id).data(data).reason(Some(reason)));
    Ok(id)
}
