//! Makes and changes teams, and says who is in them.

use std::collections::BTreeSet;

use booking::model::policy::Hours;
use db::{DbError, WriteTx, sql::Raw};
use kernel::field::{NamesInput, NamesPatch, check_code};
use kernel::{Ctx, Entry, PersonId, PlaceId, id::TeamId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::json;

use crate::{
    TicketError,
    entity::{team, team_member},
    model::calendar::{are_sound, office_hours},
    policy::Permission,
};

/// The most people in a team.
const MAX_MEMBERS: usize = 200;

/// A team to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeam {
    /// Its short name, unique among teams.
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// The site whose zone and closed days its hours follow.
    pub site: PlaceId,
    /// When it works; office hours, unless told.
    pub hours: Option<Hours>,
}

/// Makes a team.
pub async fn add_team(tx: &WriteTx, cx: &Ctx, input: NewTeam) -> Result<TeamId, TicketError> {
    let NewTeam { code, names, site, hours } = input;
    let known = buildings::queries::site(tx, site).await;
    let site = known.map_err(|_| TicketError::field("site_id", "unknown"))?.id;
    Permission::ManageMaintenance.require(&cx.actor, &[site.0])?;
    let row = team::Model {
        id: TeamId::new(&*cx.ids),
        code: check_code("code", &code)?,
        names: names.check("names")?,
        site_id: site,
        hours: write_hours(&hours.unwrap_or_else(office_hours))?,
        retired_at: None,
        version: 1,
    };
    let (id, code) = (row.id, row.code.clone());
    team::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map_err(|error| taken(&code, error))?;
    tx.record(Entry::new("team.added", "team", id).data(json!({ "code": code, "site_id": site })));
    Ok(id)
}

/// Changes to a team: what is absent stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TeamPatch {
    /// Its short name.
    pub code: Option<String>,
    /// Its name.
    pub names: Option<NamesPatch>,
    /// When it works. Promises that were made stay.
    pub hours: Option<Hours>,
    /// Whether tickets are no longer given to it.
    pub retired: Option<bool>,
}

/// Changes a team; nothing is written when nothing changes.
pub async fn change_team(
    tx: &WriteTx,
    cx: &Ctx,
    id: TeamId,
    seen: Option<i64>,
    patch: TeamPatch,
) -> Result<TeamId, TicketError> {
    let before = managed(tx, cx, id).await?;
    if seen.is_some_and(|seen| seen != before.version) {
        return Err(TicketError::stale(seen.unwrap_or_default(), before.version));
    }
    let TeamPatch { code, names, hours, retired } = patch;
    let mut after = before.clone();
    if let Some(code) = code {
        after.code = check_code("code", &code)?;
    }
    if let Some(names) = names {
        after.names = names.check("names", &before.names)?;
    }
    if let Some(hours) = hours {
        after.hours = write_hours(&hours)?;
    }
    if let Some(retired) = retired {
        after.retired_at = retired.then_some(before.retired_at.unwrap_or(cx.now));
    }
    if after == before {
        return Ok(id);
    }
    after.version = before.version + 1;
    let data = json!({ "code": after.code, "names": after.names, "hours": after.hours, "retired": after.retired_at.is_some() });
    let written = team::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(team::Column::Id.eq(id))
        .filter(team::Column::Version.eq(before.version))
        .exec(tx)
        .await
        .map_err(|error| taken(&after.code, error))?;
    if written.rows_affected == 0 {
        return Err(TicketError::stale(before.version, after.version));
    }
    tx.record(Entry::new("team.changed", "team", id).data(data));
    Ok(id)
}

/// Says who is in a team, all of them.
pub async fn set_members(tx: &WriteTx, cx: &Ctx, id: TeamId, members: Vec<PersonId>) -> Result<TeamId, TicketError> {
    let before = managed(tx, cx, id).await?;
    let members: BTreeSet<PersonId> = members.into_iter().collect();
    if members.len() > MAX_MEMBERS {
        return Err(TicketError::field("members", "too_many"));
    }
    if !members.is_empty() {
        let mut sql = Raw::new(tx);
        sql.push("SELECT id FROM person WHERE active AND id IN (").bind_all(members.iter().map(|id| id.0)).push(")");
        if tx.query_all_raw(sql.build()).await?.len() < members.len() {
            return Err(TicketError::field("members", "unknown"));
        }
    }
    // The row of the team is the lock of its members.
    let change = team::ActiveModel { version: Set(before.version + 1), ..Default::default() };
    team::Entity::update_many().set(change).filter(team::Column::Id.eq(id)).exec(tx).await?;
    team_member::Entity::delete_many().filter(team_member::Column::TeamId.eq(id)).exec(tx).await?;
    if !members.is_empty() {
        let rows = members.iter().map(|person| team_member::ActiveModel { team_id: Set(id), person_id: Set(*person) });
        team_member::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    tx.record(Entry::new("team.members_set", "team", id).data(json!({ "members": members })));
    Ok(id)
}

/// The team, when the actor manages it.
pub(super) async fn managed(tx: &WriteTx, cx: &Ctx, id: TeamId) -> Result<team::Model, TicketError> {
    let row = team::Entity::find_by_id(id).one(tx).await?.ok_or(TicketError::not_found("team"))?;
    Permission::ManageMaintenance.require(&cx.actor, &[row.site_id.0])?;
    Ok(row)
}

/// Refuses a team that tickets are not given to.
pub(super) async fn usable(tx: &WriteTx, id: TeamId) -> Result<(), TicketError> {
    let row = team::Entity::find_by_id(id).one(tx).await?.ok_or(TicketError::field("team_id", "unknown"))?;
    if row.retired_at.is_some() { Err(TicketError::field("team_id", "retired")) } else { Ok(()) }
}

fn write_hours(hours: &Hours) -> Result<String, TicketError> {
    if !are_sound(hours) {
        return Err(TicketError::field("hours", "invalid"));
    }
    Ok(serde_json::to_string(hours).expect("hours are JSON"))
}

fn taken(code: &str, error: sea_orm::DbErr) -> TicketError {
    let error = DbError::from(error);
    let is_taken = error.is_unique("team_code_uq", "team.code");
    if is_taken { TicketError::code_taken(code.to_owned()) } else { TicketError::Db(error) }
}
