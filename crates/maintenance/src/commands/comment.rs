//! Says something about a ticket.

use std::collections::BTreeSet;

use db::{WriteTx, sql::Raw};
use kernel::{Ctx, Entry, PersonId, id::TicketId};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::{Value, json};

use super::{Told, open, tell};
use crate::{
    TicketError,
    entity::mention,
    model::ticket::{MAX_MENTIONS, MAX_TEXT, TicketEventKind, text},
    policy::Permission,
};

/// What is said about which ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Which one.
    pub id: TicketId,
    /// What is said.
    pub text: String,
    /// Whether the reporter reads it too. Whoever does not work on tickets says nothing in private.
    pub public: bool,
    /// Who is to look at it. They may see the ticket from then on.
    pub mentions: Vec<PersonId>,
}

/// Says something about a ticket.
pub async fn comment(tx: &WriteTx, cx: &Ctx, input: Comment) -> Result<TicketId, TicketError> {
    let Comment { id, text: said, public, mentions } = input;
    let (_, ties) = open(tx, cx, id).await?;
    if !ties.may_comment(&cx.actor) {
        return Err(TicketError::forbidden(Permission::WorkOnTickets.name()));
    }
    if !public && !ties.is_at_work(&cx.actor) {
        return Err(TicketError::field("public", "invalid"));
    }
    let said = text("text", &said, MAX_TEXT)?;
    let mentions: BTreeSet<PersonId> = mentions.into_iter().collect();
    check_mentions(tx, &mentions).await?;
    let event =
        tell(tx, cx, id, Told { kind: TicketEventKind::Commented, text: Some(said), public, data: Value::Null })
            .await?;
    if !mentions.is_empty() {
        let rows = mentions.iter().map(|person| mention::ActiveModel {
            event_id: Set(event),
            person_id: Set(*person),
            // Whoever mentions themselves has seen it.
            seen_at: Set(Some(cx.now).filter(|_| Some(*person) == cx.actor.person)),
        });
        mention::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let data = json!({ "comment": event, "public": public, "mentions": mentions });
    tx.record(Entry::new("ticket.commented", "ticket", id).data(data));
    Ok(id)
}

async fn check_mentions(tx: &WriteTx, mentions: &BTreeSet<PersonId>) -> Result<(), TicketError> {
    if mentions.is_empty() {
        return Ok(());
    }
    if mentions.len() > MAX_MENTIONS {
        return Err(TicketError::field("mentions", "too_many"));
    }
    let mut sql = Raw::new(tx);
    sql.push("SELECT id FROM person WHERE active AND id IN (").bind_all(mentions.iter().map(|id| id.0)).push(")");
    let known = tx.query_all_raw(sql.build()).await?.len();
    if known < mentions.len() { Err(TicketError::field("mentions", "unknown")) } else { Ok(()) }
}
