//! What the figures are made of, as it stands in the database: fourteen statements however much there is.

use std::collections::HashMap;

use buildings::model::outage::Outage;
use db::sql::Raw;
use kernel::{
    Ctx, Instant, Names, PlaceId, WallTime,
    id::{InstallationId, TeamId, TicketId},
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::FiguresFilter;
use crate::{
    TicketError,
    desk::Desk,
    inspecting::{self, DueEntry, Scope, day},
    model::{
        figures::{period::Period, rounds::Moved},
        inspection::RemarkState,
        priority::Priority,
        service_level::{Clockface, Promise},
        state::TicketState,
        ticket::TicketKind,
    },
    policy::Permission,
    queries::{
        line::{Labelled, label},
        list::OPEN,
        push_inside,
    },
};

/// What the figures are made of.
pub(crate) struct Material {
    pub(super) desk: Desk,
    /// The tickets that are open, or moved since some days before the period.
    pub(super) stories: Vec<Story>,
    /// The work of the period, by ticket.
    pub(super) work: Vec<Work>,
    /// All installations that are looked at, by code.
    pub(super) installations: Vec<Installation>,
    pub(super) outages: HashMap<InstallationId, Vec<Outage>>,
    pub(super) due: Vec<DueEntry>,
    pub(super) remarks: Vec<OpenRemark>,
}

/// A ticket with its moves.
pub(super) struct Story {
    pub(super) id: TicketId,
    pub(super) number: i64,
    pub(super) kind: TicketKind,
    /// Whether a failed check of a checklist opened it.
    pub(super) from_check: bool,
    pub(super) title: String,
    pub(super) state: TicketState,
    pub(super) priority: Priority,
    pub(super) site: Labelled,
    pub(super) site_id: PlaceId,
    pub(super) place: Labelled,
    pub(super) place_id: PlaceId,
    pub(super) installation: Option<(InstallationId, Labelled)>,
    /// The code of the class of the installation.
    pub(super) class: Option<String>,
    pub(super) team: Option<(TeamId, Labelled)>,
    pub(super) reported_at: Instant,
    /// When its first round began: the report, or when the work of a plan was due.
    pub(super) began_at: Instant,
    /// Since when its service level runs.
    pub(super) clock_from: Instant,
    pub(super) face: Clockface,
    /// In order.
    pub(super) moves: Vec<Moved>,
}

/// What was worked on a ticket in the period.
pub(super) struct Work {
    pub(super) number: i64,
    pub(super) title: String,
    pub(super) kind: TicketKind,
    pub(super) site: PlaceId,
    pub(super) site_label: Labelled,
    pub(super) installation: Option<InstallationId>,
    pub(super) minutes: i64,
    pub(super) cost_cents: i64,
}

/// An installation that is looked at.
pub(super) struct Installation {
    pub(super) id: InstallationId,
    pub(super) label: Labelled,
    pub(super) site: PlaceId,
    pub(super) site_label: Labelled,
    pub(super) class: Class,
}

/// A class of installations.
pub(super) struct Class {
    pub(super) code: String,
    pub(super) name: String,
}

/// A remark that is not cleared.
pub(super) struct OpenRemark {
    pub(super) installation: Labelled,
    pub(super) regime: String,
    pub(super) text: String,
    pub(super) found_on: chrono::NaiveDate,
    pub(super) deadline: Option<chrono::NaiveDate>,
    pub(super) state: RemarkState,
    pub(super) ticket_number: Option<i64>,
    /// Which day it is on its site.
    pub(super) today: chrono::NaiveDate,
}

/// Reads all of it. Refused where the actor does not see the figures.
pub(crate) async fn load(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    filter: &FiguresFilter,
) -> Result<Material, TicketError> {
    let sites = Permission::SeeFigures.scope(&cx.actor, filter.site)?;
    let scope = Scope { sites, place: filter.place, installation: None, class: filter.class.clone() };
    let desk = Desk::load(conn).await?;
    let reach = Reach::of(filter, &scope, &desk);
    Ok(Material {
        stories: stories(conn, cx, &reach).await?,
        work: work(conn, cx, &reach).await?,
        installations: installations(conn, cx, &scope).await?,
        outages: buildings::queries::outages_before(conn, scope.sites.as_deref(), reach.end).await?,
        due: inspecting::due(conn, &scope, cx.now).await?,
        remarks: remarks(conn, cx, &scope).await?,
        desk,
    })
}

/// Which tickets are read.
struct Reach<'a> {
    scope: &'a Scope,
    team: Option<TeamId>,
    period: Period,
    /// The earliest instant at which a move matters: repairs before the period tell which faults came back.
    since: Instant,
    /// The end of the period, on the site where it ends last.
    end: Instant,
}

impl<'a> Reach<'a> {
    fn of(filter: &FiguresFilter, scope: &'a Scope, desk: &Desk) -> Self {
        let spans = || desk.zones().chain([kernel::Zone::UTC]).map(|zone| filter.period.span(zone));
        let start = spans().map(|span| span.start).min().unwrap_or(Instant::from_micros(0));
        let end = spans().map(|span| span.end).max().unwrap_or(start);
        let since = start.plus_minutes(-(filter.repeat_days + 1) * 1440);
        Self { scope, team: filter.team, period: filter.period, since, end }
    }

    /// Adds it as conditions on the ticket `t`.
    fn push(&self, sql: &mut Raw) {
        let Scope { sites, place, class, .. } = self.scope;
        if let Some(sites) = sites {
            sql.push(" AND t.site_id IN (").bind_all(sites.iter().copied()).push(")");
        }
        if let Some(place) = place {
            sql.push(" AND t.place_id IN ");
            push_inside(sql, *place);
        }
        if let Some(team) = self.team {
            sql.push(" AND t.team_id = ").bind(team.0);
        }
        if let Some(class) = class {
            sql.push(" AND t.installation_id IN (SELECT id FROM installation WHERE class_code = ");
            sql.bind(class.as_str()).push(")");
        }
    }

    /// The same, and only those that are open or moved since.
    fn push_touched(&self, sql: &mut Raw) {
        self.push(sql);
        sql.push(" AND t.reported_at < ").bind(self.end.micros()).push(" AND (t.state IN (").push(OPEN);
        sql.push(") OR t.id IN (SELECT ticket_id FROM ticket_event WHERE kind = 'moved' AND at >= ");
        sql.bind(self.since.micros()).push("))");
    }
}

async fn stories(conn: &impl ConnectionTrait, cx: &Ctx, reach: &Reach<'_>) -> Result<Vec<Story>, TicketError> {
    let mut moves = moves(conn, reach).await?;
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT t.id, t.number, t.kind, t.title, t.state, t.priority, t.site_id, t.place_id, t.installation_id, t.team_id, \
         t.reported_at, t.clock_from, t.reopened_count, t.acknowledged_at, t.done_at, t.held_since, t.acknowledge_by, \
         t.warn_at, t.fix_by, s.code AS site_code, s.names AS site_names, p.code AS place_code, p.names AS place_names, \
         i.code AS installation_code, i.names AS installation_names, i.class_code, m.code AS team_code, \
         m.names AS team_names, w.due_at, t.opened_from FROM ticket t JOIN place s ON s.id = t.site_id JOIN place p ON p.id = t.place_id \
         LEFT JOIN installation i ON i.id = t.installation_id LEFT JOIN team m ON m.id = t.team_id \
         LEFT JOIN plan_work w ON w.ticket_id = t.id WHERE 1 = 1",
    );
    reach.push_touched(&mut sql);
    sql.push(" ORDER BY t.number");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows.iter().map(|row| story(row, cx, &mut moves)).collect::<Result<_, _>>()?)
}

fn story(row: &QueryResult, cx: &Ctx, moves: &mut HashMap<TicketId, Vec<Moved>>) -> Result<Story, DbErr> {
    let id: TicketId = row.try_get("", "id")?;
    let state: TicketState = row.try_get("", "state")?;
    let (site_id, place_id): (PlaceId, PlaceId) = (row.try_get("", "site_id")?, row.try_get("", "place_id")?);
    let installation = |id: InstallationId| -> Result<_, DbErr> {
        Ok((id, label(row, id.0, "installation_code", "installation_names", cx.lang)?))
    };
    let team = |id: TeamId| -> Result<_, DbErr> { Ok((id, label(row, id.0, "team_code", "team_names", cx.lang)?)) };
    let reported_at: Instant = row.try_get("", "reported_at")?;
    let due_at: Option<Instant> = row.try_get("", "due_at")?;
    Ok(Story {
        id,
        number: row.try_get("", "number")?,
        kind: row.try_get("", "kind")?,
        from_check: row.try_get::<Option<TicketId>>("", "opened_from")?.is_some(),
        title: row.try_get("", "title")?,
        state,
        priority: row.try_get("", "priority")?,
        site: label(row, site_id.0, "site_code", "site_names", cx.lang)?,
        site_id,
        place: label(row, place_id.0, "place_code", "place_names", cx.lang)?,
        place_id,
        installation: row.try_get::<Option<_>>("", "installation_id")?.map(installation).transpose()?,
        class: row.try_get("", "class_code")?,
        team: row.try_get::<Option<_>>("", "team_id")?.map(team).transpose()?,
        reported_at,
        began_at: due_at.map_or(reported_at, |due| due.max(reported_at)),
        clock_from: row.try_get("", "clock_from")?,
        face: Clockface {
            open: state.is_open(),
            acknowledged_at: row.try_get("", "acknowledged_at")?,
            done_at: row.try_get("", "done_at")?,
            held_since: row.try_get("", "held_since")?,
            promise: Promise {
                acknowledge_by: row.try_get("", "acknowledge_by")?,
                warn_at: row.try_get("", "warn_at")?,
                fix_by: row.try_get("", "fix_by")?,
            },
        },
        moves: moves.remove(&id).unwrap_or_default(),
    })
}

async fn moves(conn: &impl ConnectionTrait, reach: &Reach<'_>) -> Result<HashMap<TicketId, Vec<Moved>>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT e.ticket_id, e.at, e.verb, e.to_state FROM ticket t JOIN ticket_event e ON e.ticket_id = t.id \
         WHERE e.kind = 'moved'",
    );
    reach.push_touched(&mut sql);
    sql.push(" ORDER BY e.ticket_id, e.at, e.id");
    let mut all: HashMap<TicketId, Vec<Moved>> = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let one =
            Moved { at: row.try_get("", "at")?, verb: row.try_get("", "verb")?, to: row.try_get("", "to_state")? };
        all.entry(row.try_get("", "ticket_id")?).or_default().push(one);
    }
    Ok(all)
}

async fn work(conn: &impl ConnectionTrait, cx: &Ctx, reach: &Reach<'_>) -> Result<Vec<Work>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT t.number, t.title, t.kind, t.site_id, t.installation_id, s.code AS site_code, s.names AS site_names, \
         CAST(COALESCE(SUM(w.minutes), 0) AS bigint) AS minutes, \
         CAST(COALESCE(SUM(w.cost_cents), 0) AS bigint) AS cost_cents FROM work_log w JOIN ticket t ON t.id = w.ticket_id \
         JOIN place s ON s.id = t.site_id WHERE w.struck_at IS NULL AND w.worked_on >= ",
    );
    sql.bind(reach.period.from.to_string()).push(" AND w.worked_on <= ").bind(reach.period.to.to_string());
    reach.push(&mut sql);
    sql.push(
        " GROUP BY t.id, t.number, t.title, t.kind, t.site_id, t.installation_id, s.code, s.names ORDER BY t.number",
    );
    let rows = conn.query_all_raw(sql.build()).await?;
    let one = |row: &QueryResult| -> Result<Work, DbErr> {
        let site: PlaceId = row.try_get("", "site_id")?;
        Ok(Work {
            number: row.try_get("", "number")?,
            title: row.try_get("", "title")?,
            kind: row.try_get("", "kind")?,
            site,
            site_label: label(row, site.0, "site_code", "site_names", cx.lang)?,
            installation: row.try_get("", "installation_id")?,
            minutes: row.try_get("", "minutes")?,
            cost_cents: row.try_get("", "cost_cents")?,
        })
    };
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}

async fn installations(conn: &impl ConnectionTrait, cx: &Ctx, scope: &Scope) -> Result<Vec<Installation>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT i.id, i.code, i.names, i.site_id, i.class_code, c.names AS class_names, s.code AS site_code, \
         s.names AS site_names FROM installation i JOIN installation_class c ON c.code = i.class_code \
         JOIN place s ON s.id = i.site_id WHERE 1 = 1",
    );
    scope.push(&mut sql);
    sql.push(" ORDER BY i.code");
    let rows = conn.query_all_raw(sql.build()).await?;
    let one = |row: &QueryResult| -> Result<Installation, DbErr> {
        let (id, site): (InstallationId, PlaceId) = (row.try_get("", "id")?, row.try_get("", "site_id")?);
        Ok(Installation {
            id,
            label: label(row, id.0, "code", "names", cx.lang)?,
            site,
            site_label: label(row, site.0, "site_code", "site_names", cx.lang)?,
            class: Class {
                code: row.try_get("", "class_code")?,
                name: row.try_get::<Names>("", "class_names")?.get(cx.lang).to_owned(),
            },
        })
    };
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}

async fn remarks(conn: &impl ConnectionTrait, cx: &Ctx, scope: &Scope) -> Result<Vec<OpenRemark>, TicketError> {
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT r.text, r.deadline, r.state, n.performed_on, g.names AS regime_names, i.id AS installation_id, \
         i.code AS installation_code, i.names AS installation_names, s.time_zone, t.number AS ticket_number \
         FROM inspection_remark r JOIN inspection n ON n.id = r.inspection_id JOIN inspection_regime g ON g.id = n.regime_id \
         JOIN installation i ON i.id = n.installation_id JOIN place s ON s.id = i.site_id \
         LEFT JOIN ticket t ON t.id = r.ticket_id WHERE r.state <> 'cleared' AND n.performed_on IS NOT NULL",
    );
    scope.push(&mut sql);
    sql.push(" ORDER BY n.performed_on, i.code, r.position");
    let rows = conn.query_all_raw(sql.build()).await?;
    let one = |row: &QueryResult| -> Result<OpenRemark, DbErr> {
        let installation: InstallationId = row.try_get("", "installation_id")?;
        let zone = row.try_get::<Option<kernel::Zone>>("", "time_zone")?.unwrap_or(kernel::Zone::UTC);
        Ok(OpenRemark {
            installation: label(row, installation.0, "installation_code", "installation_names", cx.lang)?,
            regime: row.try_get::<Names>("", "regime_names")?.get(cx.lang).to_owned(),
            text: row.try_get("", "text")?,
            found_on: day(&row.try_get::<String>("", "performed_on")?)?,
            deadline: row.try_get::<Option<String>>("", "deadline")?.as_deref().map(day).transpose()?,
            state: row.try_get("", "state")?,
            ticket_number: row.try_get("", "ticket_number")?,
            today: WallTime::at(cx.now, zone).date(),
        })
    };
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}
