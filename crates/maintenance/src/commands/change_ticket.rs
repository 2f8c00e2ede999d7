//! Changes what was reported.

use db::WriteTx;
use kernel::{
    Ctx, Entry, PlaceId,
    id::{InstallationId, TicketId},
};
use serde_json::{Map, Value, json};

use super::{Told, check_version, judge::judge_now, open, report::locate, save, tell};
use crate::{
    TicketError,
    entity::ticket,
    model::{
        priority::{Impact, Urgency},
        state::{TicketParty, TicketState},
        ticket::{TicketEventKind, optional_text, search_key, title},
    },
    policy::Permission,
};

/// Changes to a ticket: what is absent stays as it is, `Some(None)` empties it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TicketPatch {
    /// What it is, in one line.
    pub title: Option<String>,
    /// More about it.
    pub description: Option<Option<String>>,
    /// Where.
    pub place: Option<PlaceId>,
    /// At what. A new installation without a place takes the ticket to where it stands.
    pub installation: Option<Option<InstallationId>>,
    /// Whom it touches.
    pub impact: Option<Impact>,
    /// How much it hurts.
    pub urgency: Option<Urgency>,
}

impl TicketPatch {
    /// Whether it touches more than the words.
    fn is_more_than_words(&self) -> bool {
        self.place.is_some() || self.installation.is_some() || self.impact.is_some() || self.urgency.is_some()
    }
}

/// Which ticket, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeTicket {
    /// Which one.
    pub id: TicketId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// What changes.
    pub patch: TicketPatch,
}

/// Changes what was reported: a dispatcher everything, the reporter the words while it is new. Nothing is written when
/// nothing changes.
pub async fn change_ticket(tx: &WriteTx, cx: &Ctx, input: ChangeTicket) -> Result<TicketId, TicketError> {
    let ChangeTicket { id, seen, patch } = input;
    let (before, ties) = open(tx, cx, id).await?;
    let parties = ties.parties(&cx.actor);
    let own_words =
        parties.contains(&TicketParty::Reporter) && before.state == TicketState::New && !patch.is_more_than_words();
    if !parties.contains(&TicketParty::Dispatcher) && !own_words {
        return Err(TicketError::forbidden(Permission::DispatchTickets.name()));
    }
    if before.state.is_filed() {
        return Err(TicketError::NotNow(before.state));
    }
    check_version(&before, seen)?;
    let TicketPatch { title: text, description, place, installation, impact, urgency } = patch;
    let mut after = before.clone();
    if let Some(text) = text {
        after.title = title(&text)?;
    }
    if let Some(description) = description {
        after.description = optional_text("description", description.as_deref())?;
    }
    if place.is_some() || installation.is_some() {
        let installation = installation.unwrap_or(before.installation_id);
        let stays = (installation == before.installation_id || installation.is_none()).then_some(before.place_id);
        let spot = locate(tx, place.or(stays), installation).await?;
        Permission::DispatchTickets.require(&cx.actor, &[spot.site.0])?;
        (after.site_id, after.place_id, after.installation_id) = (spot.site, spot.place, spot.installation);
    }
    after.impact = impact.unwrap_or(after.impact);
    after.urgency = urgency.unwrap_or(after.urgency);
    if after == before {
        return Ok(id);
    }
    after.search_key = search_key(&after.title, after.description.as_deref());
    if after.state.is_open() {
        judge_now(tx, cx, &mut after).await?;
    }
    save(tx, &after).await?;
    let data = difference(&before, &after);
    tell(tx, cx, id, Told::internally(TicketEventKind::Changed, data.clone())).await?;
    tx.record(Entry::new("ticket.changed", "ticket", id).data(data));
    Ok(id)
}

/// Each changed field with what it was and what it is.
fn difference(from: &ticket::Model, to: &ticket::Model) -> Value {
    let mut fields = Map::new();
    let mut compare = |field: &str, from: Value, to: Value| {
        if from != to {
            fields.insert(field.to_owned(), json!({ "from": from, "to": to }));
        }
    };
    compare("title", json!(from.title), json!(to.title));
    compare("description", json!(from.description), json!(to.description));
    compare("place_id", json!(from.place_id), json!(to.place_id));
    compare("installation_id", json!(from.installation_id), json!(to.installation_id));
    compare("impact", json!(from.impact), json!(to.impact));
    compare("urgency", json!(from.urgency), json!(to.urgency));
    compare("priority", json!(from.priority), json!(to.priority));
    compare("raised", json!(from.raised), json!(to.raised));
    Value::Object(fields)
}
