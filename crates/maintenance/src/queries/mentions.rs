//! Where somebody is mentioned and has not looked yet.

use db::sql::Raw;
use kernel::{Ctx, Instant, id::TicketId};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::TicketError;

/// A comment in which the caller is mentioned.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TicketMention)]
pub(crate) struct Mention {
    /// The id of the comment.
    pub(crate) id: Uuid,
    pub(crate) at: Instant,
    /// Who wrote it.
    pub(crate) by_name: Option<String>,
    pub(crate) text: String,
    pub(crate) ticket_id: TicketId,
    pub(crate) ticket_number: i64,
    pub(crate) ticket_title: String,
}

/// The actor's unseen mentions, the oldest first, behind a comment.
pub(crate) async fn mentions(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Mention>, TicketError> {
    let Some(me) = cx.actor.person else { return Ok(vec![]) };
    let mut sql = Raw::new(conn);
    sql.push("SELECT e.id, e.at, e.text, p.name, t.id AS ticket_id, t.number, t.title FROM ticket_mention m \
         JOIN ticket_event e ON e.id = m.event_id JOIN ticket t ON t.id = e.ticket_id LEFT JOIN person p ON p.id = e.actor_id \
         WHERE m.seen_at IS NULL AND m.person_id = ");
    sql.bind(me.0);
    if let Some(after) = after {
        sql.push(" AND e.id > ").bind(after);
    }
    sql.push(" ORDER BY e.id LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let rows = conn.query_all_raw(sql.build()).await?;
    rows.iter()
        .map(|row| {
            Ok(Mention {
                id: row.try_get("", "id")?,
                at: row.try_get("", "at")?,
                by_name: row.try_get("", "name")?,
                text: row.try_get::<Option<String>>("", "text")?.unwrap_or_default(),
                ticket_id: row.try_get("", "ticket_id")?,
                ticket_number: row.try_get("", "number")?,
                ticket_title: row.try_get("", "title")?,
            })
        })
        .collect()
}
