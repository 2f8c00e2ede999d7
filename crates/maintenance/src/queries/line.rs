//! A ticket as it stands in lists.

use db::sql::Raw;
use kernel::{
    Ctx, Instant, Lang, Names, PersonId, PlaceId,
    id::{InstallationId, PlanId, TeamId, TicketId},
};
use sea_orm::{DbErr, FromQueryResult, QueryResult};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    entity::ticket,
    model::{
        priority::{Impact, Priority, Urgency},
        service_level::{Clockface, Promise, Standing, standing},
        state::TicketState,
        ticket::TicketKind,
    },
};

/// A site, place, installation or team, with its name in the caller's language.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TicketLabel)]
pub(crate) struct Labelled {
    pub(crate) id: Uuid,
    pub(crate) code: String,
    /// The name in the caller's language.
    pub(crate) name: String,
}

/// A person.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TicketPerson)]
pub(crate) struct PersonRef {
    pub(crate) id: PersonId,
    pub(crate) name: String,
}

/// What was promised, and how the ticket stands to it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TicketServiceLevel)]
pub(crate) struct ServiceLine {
    /// By when somebody of the desk must have looked at it.
    acknowledge_by: Option<Instant>,
    /// When somebody did.
    acknowledged_at: Option<Instant>,
    /// By when it must be done; moves on after a hold.
    fix_by: Option<Instant>,
    /// Null when nothing is promised, or it ended without being done.
    state: Option<Standing>,
}

/// A ticket as it stands in lists.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TicketLine)]
pub(crate) struct TicketLine {
    pub(crate) id: TicketId,
    /// By which people name it.
    pub(crate) number: i64,
    pub(crate) kind: TicketKind,
    pub(crate) title: String,
    pub(crate) state: TicketState,
    pub(crate) priority: Priority,
    /// Whether the priority is a step higher because a booking depends on the place.
    pub(crate) raised: bool,
    pub(crate) impact: Impact,
    pub(crate) urgency: Urgency,
    pub(crate) site: Labelled,
    pub(crate) place: Labelled,
    pub(crate) installation: Option<Labelled>,
    /// Null where somebody without an account reported it.
    pub(crate) reporter: Option<PersonRef>,
    pub(crate) team: Option<Labelled>,
    pub(crate) assignee: Option<PersonRef>,
    pub(crate) planned_from: Option<Instant>,
    pub(crate) planned_to: Option<Instant>,
    pub(crate) reported_at: Instant,
    pub(crate) service_level: ServiceLine,
    /// The plan that made it; null for what somebody reported.
    pub(crate) plan: Option<PlanRef>,
    pub(crate) version: i64,
}

/// The plan that made a ticket.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TicketPlan)]
pub(crate) struct PlanRef {
    id: PlanId,
    code: String,
    /// When the work is due; null where it is due at a reading.
    due_at: Option<Instant>,
}

/// Begins a statement that reads tickets (`t`) with what they are named by.
pub(super) const SELECT: &str = "SELECT t.*, s.code AS site_code, s.names AS site_names, p.code AS place_code, p.names AS place_names, \
     i.code AS installation_code, i.names AS installation_names, r.name AS reporter_name, a.name AS assignee_name, \
     m.code AS team_code, m.names AS team_names, o.id AS plan_id, o.code AS plan_code, w.due_at AS plan_due_at";
/// The tables of [`SELECT`] beside the ticket `t`.
pub(super) const JOINS: &str = " JOIN place s ON s.id = t.site_id JOIN place p ON p.id = t.place_id \
     LEFT JOIN installation i ON i.id = t.installation_id LEFT JOIN person r ON r.id = t.reporter_id \
     LEFT JOIN person a ON a.id = t.assignee_id LEFT JOIN team m ON m.id = t.team_id \
     LEFT JOIN plan_work w ON w.ticket_id = t.id LEFT JOIN maintenance_plan o ON o.id = w.plan_id";

/// What the ticket has of its clock.
pub(super) fn clockface(row: &ticket::Model) -> Clockface {
    Clockface {
        open: row.state.is_open(),
        acknowledged_at: row.acknowledged_at,
        done_at: row.done_at,
        held_since: row.held_since,
        promise: Promise { acknowledge_by: row.acknowledge_by, warn_at: row.warn_at, fix_by: row.fix_by },
    }
}

/// Reads what something is called from the columns with its code and its names.
pub(super) fn label(row: &QueryResult, id: Uuid, code: &str, names: &str, lang: Lang) -> Result<Labelled, DbErr> {
    let name = row.try_get::<Names>("", names)?.get(lang).to_owned();
    Ok(Labelled { id, code: row.try_get("", code)?, name })
}

/// Reads a row of [`SELECT`].
pub(super) fn read(row: &QueryResult, cx: &Ctx) -> Result<(ticket::Model, TicketLine), DbErr> {
    let ticket = ticket::Model::from_query_result(row, "")?;
    let label = |id: Uuid, code: &str, names: &str, lang: Lang| label(row, id, code, names, lang);
    let person = |id: Option<PersonId>, column: &str| -> Result<Option<PersonRef>, DbErr> {
        id.map(|id| Ok(PersonRef { id, name: row.try_get("", column)? })).transpose()
    };
    let plan = |id: PlanId| -> Result<PlanRef, DbErr> {
        Ok(PlanRef { id, code: row.try_get("", "plan_code")?, due_at: row.try_get("", "plan_due_at")? })
    };
    let team = |id: TeamId| label(id.0, "team_code", "team_names", cx.lang);
    let installation = |id: InstallationId| label(id.0, "installation_code", "installation_names", cx.lang);
    let line = TicketLine {
        id: ticket.id,
        number: ticket.number,
        kind: ticket.kind,
        title: ticket.title.clone(),
        state: ticket.state,
        priority: ticket.priority,
        raised: ticket.raised,
        impact: ticket.impact,
        urgency: ticket.urgency,
        site: label(ticket.site_id.0, "site_code", "site_names", cx.lang)?,
        place: label(ticket.place_id.0, "place_code", "place_names", cx.lang)?,
        installation: ticket.installation_id.map(installation).transpose()?,
        reporter: person(ticket.reporter_id, "reporter_name")?,
        team: ticket.team_id.map(team).transpose()?,
        assignee: person(ticket.assignee_id, "assignee_name")?,
        planned_from: ticket.planned_from,
        planned_to: ticket.planned_to,
        reported_at: ticket.reported_at,
        service_level: ServiceLine {
            acknowledge_by: ticket.acknowledge_by,
            acknowledged_at: ticket.acknowledged_at,
            fix_by: ticket.fix_by,
            state: standing(&clockface(&ticket), cx.now),
        },
        plan: row.try_get::<Option<PlanId>>("", "plan_id")?.map(plan).transpose()?,
        version: ticket.version,
    };
    Ok((ticket, line))
}

/// Adds a place and everything inside it: `… IN (…)`.
pub(crate) fn push_inside(sql: &mut Raw, place: PlaceId) {
    sql.push("(WITH RECURSIVE down (id) AS (SELECT id FROM place WHERE id = ").bind(place.0);
    sql.push(" UNION ALL SELECT q.id FROM place q JOIN down ON q.parent_id = down.id) SELECT id FROM down)");
}
