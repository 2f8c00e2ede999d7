//! Joins a ticket to another one that is about the same thing.

use std::collections::BTreeSet;

use buildings::{attachments::SubjectKind, commands::move_attachments};
use db::{WriteTx, sql::Raw};
use kernel::{Ctx, Entry, PersonId, id::TicketId};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;

use super::{
    Told, lock,
    moving::{Step, begin},
    tell,
};
use crate::{
    TicketError,
    entity::{ticket, ticket_event, ticket_follower},
    model::{
        state::{TicketState, TicketVerb},
        ticket::TicketEventKind,
    },
    policy::Permission,
    queries::access,
};

/// Which ticket, and what it is the same as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkDuplicate {
    /// Which one.
    pub step: Step,
    /// The other one, in which it goes on.
    pub of: TicketId,
}

/// Joins a ticket to another one: its photos and comments go there, and its reporter follows there. So do the tickets
/// that were duplicates of it.
pub async fn mark_duplicate(tx: &WriteTx, cx: &Ctx, input: MarkDuplicate) -> Result<TicketId, TicketError> {
    let MarkDuplicate { step, of } = input;
    // Both at once and in order: two people who join two tickets to each other must not both succeed.
    lock(tx, &[step.id, of]).await?;
    let mut moving = begin(tx, cx, TicketVerb::MarkDuplicate, step).await?;
    let (original, _) = access::visible(tx, cx, of).await.map_err(|error| match error {
        TicketError::Rejected(kernel::Rejection::NotFound(_)) => TicketError::field("of", "unknown"),
        other => other,
    })?;
    Permission::DispatchTickets.require(&cx.actor, &[original.site_id.0])?;
    if original.id == moving.before.id || original.state == TicketState::Duplicate {
        return Err(TicketError::NotAnOriginal);
    }
    moving.after.duplicate_of = Some(of);
    let gone = moving.before.clone();
    let photos = move_attachments(tx, SubjectKind::Ticket, gone.id.0, of.0).await?;
    let comments = copy_comments(tx, cx, &gone, of).await?;
    follow(tx, &gone, &original).await?;
    let mut sql = Raw::new(tx);
    sql.push("UPDATE ticket SET duplicate_of = ").bind(of.0).push(" WHERE duplicate_of = ").bind(gone.id.0);
    tx.execute_raw(sql.build()).await?;
    let joined =
        json!({ "duplicate": gone.id, "duplicate_number": gone.number, "photos": photos, "comments": comments });
    tell(tx, cx, of, Told::internally(TicketEventKind::Changed, joined.clone())).await?;
    tx.record(Entry::new("ticket.joined", "ticket", of).data(joined));
    moving.finish(tx, cx, json!({ "of": of, "of_number": original.number })).await
}

/// Says again on the other ticket what was said on this one, with who said it and when.
async fn copy_comments(tx: &WriteTx, cx: &Ctx, from: &ticket::Model, to: TicketId) -> Result<usize, TicketError> {
    let said = ticket_event::Entity::find()
        .filter(ticket_event::Column::TicketId.eq(from.id))
        .filter(ticket_event::Column::Kind.eq(TicketEventKind::Commented))
        .order_by_asc(ticket_event::Column::At)
        .order_by_asc(ticket_event::Column::Id)
        .all(tx)
        .await?;
    let data = json!({ "from_number": from.number }).to_string();
    let copies: Vec<_> = said
        .into_iter()
        .map(|event| {
            let copy = ticket_event::Model { id: cx.ids.next(), ticket_id: to, data: data.clone(), ..event };
            copy.into_active_model().reset_all()
        })
        .collect();
    let count = copies.len();
    if count > 0 {
        ticket_event::Entity::insert_many(copies).exec_without_returning(tx).await?;
    }
    Ok(count)
}

/// Lets those who followed this ticket follow the other one.
async fn follow(tx: &WriteTx, from: &ticket::Model, to: &ticket::Model) -> Result<(), TicketError> {
    let of = |id: TicketId| ticket_follower::Entity::find().filter(ticket_follower::Column::TicketId.eq(id));
    let already: BTreeSet<PersonId> =
        of(to.id).all(tx).await?.into_iter().map(|row| row.person_id).chain(to.reporter_id).collect();
    let people: BTreeSet<PersonId> =
        of(from.id).all(tx).await?.into_iter().map(|row| row.person_id).chain(from.reporter_id).collect();
    let new: Vec<_> = people
        .difference(&already)
        .map(|person| ticket_follower::Model { ticket_id: to.id, person_id: *person }.into_active_model().reset_all())
        .collect();
    if !new.is_empty() {
        ticket_follower::Entity::insert_many(new).exec_without_returning(tx).await?;
    }
    Ok(())
}
