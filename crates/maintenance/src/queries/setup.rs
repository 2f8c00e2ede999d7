//! Teams, what they promise, and checklists.

use booking::model::policy::Hours;
use db::sql::Raw;
use kernel::{Ctx, Names, PlaceId, id::TeamId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::line::PersonRef;
use crate::{
    TicketError,
    desk::{Desk, read_hours},
    entity::{checklist, team},
    model::{priority::Priority, service_level::ServiceLevel, task::Item},
};

/// A team that works on tickets.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MaintenanceTeam)]
pub(crate) struct Team {
    pub(crate) id: TeamId,
    pub(crate) code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    /// The site whose zone and closed days its hours follow.
    site_id: PlaceId,
    /// When it works, by the wall clock of the site.
    hours: Hours,
    /// Who is in it, by name.
    members: Vec<PersonRef>,
    /// Whether tickets are no longer given to it.
    retired: bool,
    pub(crate) version: i64,
}

/// All teams by code, retired ones too where asked for: two statements.
pub(crate) async fn teams(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    site: Option<PlaceId>,
    retired: bool,
) -> Result<Vec<Team>, TicketError> {
    let mut wanted = team::Entity::find();
    if let Some(site) = site {
        wanted = wanted.filter(team::Column::SiteId.eq(site));
    }
    if !retired {
        wanted = wanted.filter(team::Column::RetiredAt.is_null());
    }
    let rows = wanted.order_by_asc(team::Column::Code).all(conn).await?;
    assemble(conn, cx, rows).await
}

/// One team.
pub(crate) async fn team(conn: &impl ConnectionTrait, cx: &Ctx, id: TeamId) -> Result<Team, TicketError> {
    let row = team::Entity::find_by_id(id).one(conn).await?.ok_or(TicketError::not_found("team"))?;
    assemble(conn, cx, vec![row]).await?.pop().ok_or(TicketError::not_found("team"))
}

async fn assemble(conn: &impl ConnectionTrait, cx: &Ctx, rows: Vec<team::Model>) -> Result<Vec<Team>, TicketError> {
    let mut teams: Vec<Team> = rows
        .into_iter()
        .map(|row| Team {
            id: row.id,
            code: row.code,
            name: row.names.get(cx.lang).to_owned(),
            names: row.names,
            site_id: row.site_id,
            hours: read_hours(&row.hours),
            members: vec![],
            retired: row.retired_at.is_some(),
            version: row.version,
        })
        .collect();
    if teams.is_empty() {
        return Ok(teams);
    }
    let mut sql = Raw::new(conn);
    sql.push(
        "SELECT m.team_id, p.id, p.name FROM team_member m JOIN person p ON p.id = m.person_id WHERE m.team_id IN (",
    );
    sql.bind_all(teams.iter().map(|team| team.id.0)).push(") ORDER BY p.search_key, p.id");
    for row in conn.query_all_raw(sql.build()).await? {
        let of: TeamId = row.try_get("", "team_id")?;
        let member = PersonRef { id: row.try_get("", "id")?, name: row.try_get("", "name")? };
        if let Some(team) = teams.iter_mut().find(|team| team.id == of) {
            team.members.push(member);
        }
    }
    Ok(teams)
}

/// What is promised for a priority.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ServiceLevel)]
pub(crate) struct Level {
    priority: Priority,
    /// Minutes of working time until somebody of the desk has looked at it.
    acknowledge_minutes: i64,
    /// Minutes of working time until it is done.
    fix_minutes: i64,
    /// So many minutes of working time before that the desk is warned; 0: never.
    warn_minutes: i64,
    /// Whether it was said for this team (or, without a team, by the house); else it is what holds above it.
    own: bool,
}

/// What a team promises, or, without a team, what holds for all that have said nothing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ServiceLevels)]
pub(crate) struct Levels {
    team_id: Option<TeamId>,
    /// The most urgent first.
    levels: Vec<Level>,
}

/// What holds for a team; for all when there is none.
pub(crate) async fn levels(conn: &impl ConnectionTrait, team: Option<TeamId>) -> Result<Levels, TicketError> {
    let desk = Desk::load(conn).await?;
    let levels = Priority::ALL.iter().map(|priority| {
        let ServiceLevel { acknowledge_minutes, fix_minutes, warn_minutes } = desk.level(team, *priority);
        Level {
            priority: *priority,
            acknowledge_minutes,
            fix_minutes,
            warn_minutes,
            own: desk.has_own(team, *priority),
        }
    });
    Ok(Levels { team_id: team, levels: levels.collect() })
}

/// A list of tasks for work that comes again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Checklist)]
pub(crate) struct Checklist {
    pub(crate) id: Uuid,
    code: String,
    /// The name in the caller's language.
    name: String,
    names: Names,
    items: Vec<Item>,
    /// Whether it is no longer used.
    retired: bool,
    pub(crate) version: i64,
}

fn read(row: checklist::Model, cx: &Ctx) -> Checklist {
    Checklist {
        id: row.id,
        code: row.code,
        name: row.names.get(cx.lang).to_owned(),
        names: row.names,
        items: serde_json::from_str(&row.items).unwrap_or_default(),
        retired: row.retired_at.is_some(),
        version: row.version,
    }
}

/// All checklists by code, retired ones too where asked for.
pub(crate) async fn checklists(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    retired: bool,
) -> Result<Vec<Checklist>, TicketError> {
    let mut wanted = checklist::Entity::find();
    if !retired {
        wanted = wanted.filter(checklist::Column::RetiredAt.is_null());
    }
    let rows = wanted.order_by_asc(checklist::Column::Code).all(conn).await?;
    Ok(rows.into_iter().map(|row| read(row, cx)).collect())
}

/// One checklist.
pub(crate) async fn checklist(conn: &impl ConnectionTrait, cx: &Ctx, id: Uuid) -> Result<Checklist, TicketError> {
    let row = checklist::Entity::find_by_id(id).one(conn).await?.ok_or(TicketError::not_found("checklist"))?;
    Ok(read(row, cx))
}
