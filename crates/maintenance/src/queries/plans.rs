//! Plans of work that comes again, with what comes next and what was made.

use buildings::model::meter::MeterUnit;
use chrono::NaiveDate;
use db::sql::Raw;
use kernel::{
    Ctx, Instant, PlaceId, WallTime, Zone,
    id::{InstallationId, MeterId, PlanId, TeamId, TicketId},
};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::line::{Labelled, label, push_inside};
use crate::{
    TicketError,
    entity::maintenance_plan,
    model::{
        plan::CountedFrom,
        priority::{Impact, Urgency},
        state::TicketState,
    },
    planning::{Due, Paces, Planning, Trigger, trigger},
    policy::Permission,
};

/// How many coming dates are shown.
pub(super) const COMING: usize = 5;
/// How many tickets of a plan are shown.
const SHOWN: i64 = 50;

/// What makes work due.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = PlanTrigger)]
pub(crate) enum TriggerBody {
    /// The dates of a rule.
    Calendar {
        /// An RFC 5545 recurrence rule.
        rule: String,
        /// Its first possible date, with the time of day of all of them.
        start: WallTime,
        time_zone: Zone,
        /// How many days before its date the work is made.
        days_ahead: i64,
    },
    /// The readings of a meter.
    Meter {
        meter_id: MeterId,
        meter: Labelled,
        /// What it counts.
        unit: MeterUnit,
        /// How many of its units lie between two works.
        every: i64,
        /// How many units before it is due the work is made.
        units_ahead: i64,
        /// What it counted in all, also before it was replaced or reset; null when nobody read it yet.
        total: Option<i64>,
        /// What it showed last.
        last_reading: Option<i64>,
        last_read_at: Option<Instant>,
    },
}

/// A plan of work that comes again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MaintenancePlan)]
pub(crate) struct PlanBody {
    pub(crate) id: PlanId,
    pub(crate) code: String,
    /// What its tickets are called.
    title: String,
    description: Option<String>,
    site: Labelled,
    /// Null where it is wherever the installation stands.
    place: Option<Labelled>,
    installation: Option<Labelled>,
    team: Option<Labelled>,
    checklist: Option<Labelled>,
    impact: Impact,
    urgency: Urgency,
    /// How long the work takes.
    minutes: i64,
    trigger: TriggerBody,
    counted_from: CountedFrom,
    /// The next dates for which nothing is made yet, at most five, on the clock of the trigger. Empty while the next one
    /// counts from work that is still open.
    coming: Vec<WallTime>,
    /// The total of the meter at which the next work is due, when it is known.
    coming_total: Option<i64>,
    /// When the meter will show that, if it goes on as in the last year; null when too little is known.
    estimated_on: Option<NaiveDate>,
    /// Whether no work is made at present.
    paused: bool,
    /// Whether no work is made any more.
    retired: bool,
    /// Whether the caller may change, pause, resume and retire it.
    may_manage: bool,
    pub(crate) version: i64,
}

/// A ticket that a plan made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlanWork)]
pub(crate) struct WorkLine {
    ticket_id: TicketId,
    number: i64,
    title: String,
    state: TicketState,
    /// When it was due; null where it was due at a reading.
    due_at: Option<Instant>,
    /// The date of the rule, or the total of the meter.
    due: String,
    made_at: Instant,
    done_at: Option<Instant>,
    /// How many of its tasks were left undone by earlier work.
    carried_over: i64,
}

/// A plan with what it made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MaintenancePlanDetail)]
pub(crate) struct PlanDetail {
    #[serde(flatten)]
    pub(crate) plan: PlanBody,
    /// The last fifty tickets, the newest first.
    work: Vec<WorkLine>,
}

/// Which plans.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlanFilter {
    pub(crate) site: Option<PlaceId>,
    pub(crate) place: Option<PlaceId>,
    pub(crate) installation: Option<InstallationId>,
    pub(crate) team: Option<TeamId>,
    pub(crate) paused: Option<bool>,
    pub(crate) retired: bool,
}

const SELECT: &str = "SELECT m.*, s.code AS site_code, s.names AS site_names, s.time_zone AS site_zone, p.code AS place_code, p.names AS place_names, \
    i.code AS installation_code, i.names AS installation_names, e.code AS team_code, e.names AS team_names, \
    c.code AS checklist_code, c.names AS checklist_names, r.code AS meter_code, r.names AS meter_names, r.unit FROM maintenance_plan m JOIN place s ON s.id = m.site_id \
    LEFT JOIN place p ON p.id = m.place_id LEFT JOIN installation i ON i.id = m.installation_id \
    LEFT JOIN team e ON e.id = m.team_id LEFT JOIN checklist c ON c.id = m.checklist_id \
    LEFT JOIN meter r ON r.id = m.meter_id WHERE ";

/// At most `limit` plans that match and that the actor may see, by code, those behind `after`.
pub(crate) async fn plans(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    filter: &PlanFilter,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<PlanBody>, TicketError> {
    let PlanFilter { site, place, installation, team, paused, retired } = filter;
    let mut sql = Raw::new(conn);
    sql.push(SELECT).push("1 = 1");
    if let Some(sites) = Permission::SeeTickets.scope(&cx.actor, *site)? {
        sql.push(" AND m.site_id IN (").bind_all(sites).push(")");
    }
    if let Some(place) = place {
        sql.push(" AND COALESCE(m.place_id, i.place_id) IN ");
        push_inside(&mut sql, *place);
    }
    if let Some(installation) = installation {
        sql.push(" AND m.installation_id = ").bind(installation.0);
    }
    if let Some(team) = team {
        sql.push(" AND m.team_id = ").bind(team.0);
    }
    if let Some(paused) = paused {
        sql.push(if *paused { " AND m.paused_at IS NOT NULL" } else { " AND m.paused_at IS NULL" });
    }
    if !retired {
        sql.push(" AND m.retired_at IS NULL");
    }
    if let Some(after) = after {
        sql.push(" AND m.code > ").bind(after);
    }
    sql.push(" ORDER BY m.code LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    assemble(conn, cx, conn.query_all_raw(sql.build()).await?).await
}

/// One plan, when the actor may see it.
pub(crate) async fn plan(conn: &impl ConnectionTrait, cx: &Ctx, id: PlanId) -> Result<PlanDetail, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(SELECT).push("m.id = ").bind(id.0);
    let found = assemble(conn, cx, conn.query_all_raw(sql.build()).await?).await?.pop();
    let plan = found.filter(|plan| Permission::SeeTickets.held_by(&cx.actor, &[plan.site.id]));
    let plan = plan.ok_or(TicketError::not_found("plan"))?;
    Ok(PlanDetail { plan, work: work(conn, id).await? })
}

async fn assemble(conn: &impl ConnectionTrait, cx: &Ctx, rows: Vec<QueryResult>) -> Result<Vec<PlanBody>, TicketError> {
    let read = |row: &QueryResult| maintenance_plan::Model::from_query_result(row, "");
    let plans = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let planning = Planning::load(conn, &plans).await?;
    let paces = Paces::load(conn, &plans, cx.now).await?;
    rows.iter().zip(plans).map(|(row, plan)| body(cx, row, plan, (&planning, &paces))).collect()
}

fn body(
    cx: &Ctx,
    row: &QueryResult,
    plan: maintenance_plan::Model,
    (planning, paces): (&Planning, &Paces),
) -> Result<PlanBody, TicketError> {
    let labelled = |id: Uuid, of: &str| label(row, id, &format!("{of}_code"), &format!("{of}_names"), cx.lang);
    let may_label = |id: Option<Uuid>, of: &str| id.map(|id| labelled(id, of)).transpose();
    let coming = if plan.retired_at.is_some() { vec![] } else { planning.coming(&plan, cx.now, COMING)? };
    let coming_total = coming.iter().find_map(|due| if let Due::Total(total) = due { Some(*total) } else { None });
    let estimated = plan.meter_id.zip(coming_total).and_then(|(meter, total)| planning.estimated(meter, total, paces));
    let zone = row.try_get::<Option<Zone>>("", "site_zone")?.unwrap_or(Zone::UTC);
    let trigger = match trigger(&plan)? {
        Trigger::Calendar(dates, _) => TriggerBody::Calendar {
            rule: dates.rule.as_str().to_owned(),
            start: dates.start,
            time_zone: dates.zone,
            days_ahead: plan.ahead,
        },
        Trigger::Meter(meter_id, readings, _) => {
            let total = planning.total(meter_id);
            TriggerBody::Meter {
                meter_id,
                meter: labelled(meter_id.0, "meter")?,
                unit: row.try_get("", "unit")?,
                every: readings.every,
                units_ahead: readings.ahead,
                total: total.map(|total| total.total),
                last_reading: total.map(|total| total.reading),
                last_read_at: total.map(|total| total.read_at),
            }
        }
    };
    Ok(PlanBody {
        id: plan.id,
        code: plan.code,
        title: plan.title,
        description: plan.description,
        site: labelled(plan.site_id.0, "site")?,
        place: may_label(plan.place_id.map(|id| id.0), "place")?,
        installation: may_label(plan.installation_id.map(|id| id.0), "installation")?,
        team: may_label(plan.team_id.map(|id| id.0), "team")?,
        checklist: may_label(plan.checklist_id, "checklist")?,
        impact: plan.impact,
        urgency: plan.urgency,
        minutes: plan.minutes,
        trigger,
        counted_from: plan.counted_from,
        coming: coming.iter().filter_map(|due| if let Due::Date(date, _) = due { Some(*date) } else { None }).collect(),
        coming_total,
        estimated_on: estimated.map(|at| WallTime::at(at, zone).date()),
        paused: plan.paused_at.is_some(),
        retired: plan.retired_at.is_some(),
        may_manage: Permission::ManageMaintenance.held_by(&cx.actor, &[plan.site_id.0]),
        version: plan.version,
    })
}

async fn work(conn: &impl ConnectionTrait, id: PlanId) -> Result<Vec<WorkLine>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT w.ticket_id, t.number, t.title, t.state, w.due_at, w.due_key, w.made_at, t.done_at, \
         (SELECT COUNT(*) FROM carried_task c JOIN task k ON k.id = c.task_id WHERE k.ticket_id = w.ticket_id) AS carried \
         FROM plan_work w JOIN ticket t ON t.id = w.ticket_id WHERE w.plan_id = ",
    );
    sql.bind(id.0).push(" ORDER BY w.position DESC LIMIT ").bind(SHOWN);
    let read = |row: &QueryResult| -> Result<WorkLine, DbErr> {
        Ok(WorkLine {
            ticket_id: row.try_get("", "ticket_id")?,
            number: row.try_get("", "number")?,
            title: row.try_get("", "title")?,
            state: row.try_get("", "state")?,
            due_at: row.try_get("", "due_at")?,
            due: row.try_get("", "due_key")?,
            made_at: row.try_get("", "made_at")?,
            done_at: row.try_get("", "done_at")?,
            carried_over: row.try_get("", "carried")?,
        })
    };
    Ok(conn.query_all_raw(sql.build()).await?.iter().map(read).collect::<Result<_, _>>()?)
}
