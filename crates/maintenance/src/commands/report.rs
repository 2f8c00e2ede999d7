//! Reports that something is broken or wanted.

use db::{WriteTx, sql::Raw};
use kernel::FieldError;
use kernel::{
    Ctx, Entry, PersonId, PlaceId,
    id::{InstallationId, TicketId},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::judge::judge_now;
use crate::{
    TicketError,
    entity::ticket,
    model::{
        priority::{Impact, Priority, Urgency},
        state::TicketState,
        ticket::{TicketKind, optional_text, search_key, title},
    },
    policy::Permission,
};

/// What is reported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What it is, in one line.
    pub title: String,
    /// More about it.
    pub description: Option<String>,
    /// Where; may be left out with an installation.
    pub place: Option<PlaceId>,
    /// At what.
    pub installation: Option<InstallationId>,
    /// Whom it touches; a room, unless told.
    pub impact: Option<Impact>,
    /// How much it hurts; it hinders, unless told.
    pub urgency: Option<Urgency>,
    /// What it is about; a fault, unless told. What the house does by plan is only for those who work on tickets.
    pub kind: Option<TicketKind>,
}

/// Reports that something is broken or wanted; for every signed-in person.
pub async fn report(tx: &WriteTx, cx: &Ctx, input: Report) -> Result<TicketId, TicketError> {
    Permission::ReportTickets.require(&cx.actor, &[])?;
    let Report { title: text, description, place, installation, impact, urgency, kind } = input;
    let spot = locate(tx, place, installation).await?;
    let kind = kind.unwrap_or(TicketKind::Fault);
    let site = [spot.site.0];
    let at_work =
        || Permission::DispatchTickets.held_by(&cx.actor, &site) || Permission::WorkOnTickets.held_by(&cx.actor, &site);
    if !matches!(kind, TicketKind::Fault | TicketKind::Request) && !at_work() {
        return Err(TicketError::field("kind", "invalid"));
    }
    let new = New {
        title: title(&text)?,
        description: optional_text("description", description.as_deref())?,
        spot,
        kind,
        impact: impact.unwrap_or(Impact::Room),
        urgency: urgency.unwrap_or(Urgency::Hinders),
        reporter: cx.actor.person,
        guest: None,
        opened_from: None,
        clock_from: cx.now,
    };
    Ok(insert(tx, cx, new).await?.id)
}

/// Where a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) site: PlaceId,
    pub(super) place: PlaceId,
    pub(super) installation: Option<InstallationId>,
}

/// Looks up where it is: the place that was named, else where the installation stands.
pub(super) async fn locate(
    tx: &WriteTx,
    place: Option<PlaceId>,
    installation: Option<InstallationId>,
) -> Result<Spot, TicketError> {
    let refuse = |field, code| TicketError::from(FieldError::new(field, code));
    let mut stands = None;
    if let Some(id) = installation {
        let mut sql = Raw::new(tx);
        sql.push("SELECT place_id, site_id, retired_at FROM installation WHERE id = ").bind(id.0);
        let row = tx.query_one_raw(sql.build()).await?.ok_or_else(|| refuse("installation_id", "unknown"))?;
        if row.try_get::<Option<i64>>("", "retired_at")?.is_some() {
            return Err(refuse("installation_id", "retired"));
        }
        stands = Some((row.try_get::<PlaceId>("", "place_id")?, row.try_get::<PlaceId>("", "site_id")?));
    }
    let place = place.or(stands.map(|(place, _)| place)).ok_or_else(|| refuse("place_id", "required"))?;
    let found = buildings::queries::one(tx, place).await?.ok_or_else(|| refuse("place_id", "unknown"))?;
    if found.retired_at.is_some() {
        return Err(refuse("place_id", "retired"));
    }
    if stands.is_some_and(|(_, site)| site != found.site_id) {
        return Err(refuse("installation_id", "other_site"));
    }
    Ok(Spot { site: found.site_id, place, installation })
}

/// Somebody without an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guest {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) language: kernel::Lang,
    pub(super) follow_hash: String,
}

/// A ticket to be opened, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct New {
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) spot: Spot,
    pub(super) kind: TicketKind,
    pub(super) impact: Impact,
    pub(super) urgency: Urgency,
    pub(super) reporter: Option<PersonId>,
    pub(super) guest: Option<Guest>,
    pub(super) opened_from: Option<TicketId>,
    /// Since when its service level runs: now, unless it is for later.
    pub(super) clock_from: kernel::Instant,
}

/// Opens a ticket under the next number.
pub(super) async fn insert(tx: &WriteTx, cx: &Ctx, new: New) -> Result<ticket::Model, TicketError> {
    let New { title, description, spot, kind, impact, urgency, reporter, guest, opened_from, clock_from } = new;
    let mut sql = Raw::new(tx);
    sql.push("UPDATE ticket_counter SET last = last + 1 RETURNING last");
    let missing = || sea_orm::DbErr::RecordNotFound("ticket_counter".into());
    let number: i64 = tx.query_one_raw(sql.build()).await?.ok_or_else(missing)?.try_get("", "last")?;
    let (guest_name, guest_email, guest_language, follow_hash) = match guest {
        Some(Guest { name, email, language, follow_hash }) => {
            (Some(name), Some(email), Some(language.as_str().to_owned()), Some(follow_hash))
        }
        None => (None, None, None, None),
    };
    let mut row = ticket::Model {
        id: TicketId::new(&*cx.ids),
        number,
        kind,
        search_key: search_key(&title, description.as_deref()),
        title,
        description,
        site_id: spot.site,
        place_id: spot.place,
        installation_id: spot.installation,
        reporter_id: reporter,
        guest_name,
        guest_email,
        guest_language,
        follow_hash,
        impact,
        urgency,
        priority: Priority::Low,
        raised: false,
        state: TicketState::New,
        reason: None,
        team_id: None,
        assignee_id: None,
        worked_by: None,
        planned_from: None,
        planned_to: None,
        reported_at: cx.now,
        clock_from,
        acknowledged_at: None,
        started_at: None,
        done_at: None,
        closed_at: None,
        held_since: None,
        held_minutes: 0,
        acknowledge_by: None,
        warn_at: None,
        fix_by: None,
        warned_at: None,
        breached_at: None,
        duplicate_of: None,
        opened_from,
        reopened_count: 0,
        rating: None,
        rating_note: None,
        version: 1,
    };
    judge_now(tx, cx, &mut row).await?;
    ticket::Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx).await?;
    tx.record(Entry::new("ticket.reported", "ticket", row.id).data(json!({
        "number": number, "title": row.title, "place_id": row.place_id, "installation_id": row.installation_id,
        "kind": kind, "impact": impact, "urgency": urgency, "priority": row.priority, "raised": row.raised,
        "guest": row.guest_name.is_some(), "opened_from": opened_from,
    })));
    Ok(row)
}
