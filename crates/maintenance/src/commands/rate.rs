//! Says how the work was.

use db::WriteTx;
use kernel::{Ctx, Entry, id::TicketId};
use serde_json::json;

use super::{Told, open, save, tell};
use crate::{
    TicketError,
    model::{
        state::TicketParty,
        ticket::{TicketEventKind, optional_text},
    },
    policy::Permission,
};

/// What the reporter says of which ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Which one.
    pub id: TicketId,
    /// 1 to 5.
    pub rating: i64,
    /// More about it.
    pub note: Option<String>,
}

/// Says how the work was, once it came to an end; the last word counts.
pub async fn rate(tx: &WriteTx, cx: &Ctx, input: Rate) -> Result<TicketId, TicketError> {
    let Rate { id, rating, note } = input;
    let (mut row, ties) = open(tx, cx, id).await?;
    if !ties.parties(&cx.actor).contains(&TicketParty::Reporter) {
        return Err(TicketError::forbidden(Permission::ReportTickets.name()));
    }
    if !row.state.is_worked() {
        return Err(TicketError::NotNow(row.state));
    }
    if !(1..=5).contains(&rating) {
        return Err(TicketError::field("rating", "invalid"));
    }
    (row.rating, row.rating_note) = (Some(rating), optional_text("note", note.as_deref())?);
    save(tx, &row).await?;
    let data = json!({ "rating": rating });
    let told = Told { kind: TicketEventKind::Changed, text: row.rating_note, public: true, data: data.clone() };
    tell(tx, cx, id, told).await?;
    tx.record(Entry::new("ticket.rated", "ticket", id).data(data));
    Ok(id)
}
