//! How tickets stand, for areas whose things they repair.

use kernel::id::TicketId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{TicketError, entity::ticket, model::state::TicketState};

/// How a ticket stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketStanding {
    /// Which one.
    pub id: TicketId,
    /// The number people say.
    pub number: i64,
    /// In which state.
    pub state: TicketState,
}

/// How these tickets stand; nothing else of them, so that nobody needs a permission. One statement.
pub async fn standing(conn: &impl ConnectionTrait, ids: &[TicketId]) -> Result<Vec<TicketStanding>, TicketError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let rows = ticket::Entity::find().filter(ticket::Column::Id.is_in(ids.iter().copied())).all(conn).await?;
    Ok(rows.into_iter().map(|row| TicketStanding { id: row.id, number: row.number, state: row.state }).collect())
}
