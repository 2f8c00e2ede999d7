//! Granting and revoking roles.

use db::{WriteTx, sql::Raw};
use kernel::{Ctx, Entry, Instant, PersonId, Role, Scope};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryFilter, entity::prelude::*};
use serde_json::json;
use uuid::Uuid;

use crate::{
    DirectoryError,
    entity::{person, role_grant},
    model::{Check, RoleGrant},
    policy::Permission,
    queries,
};

/// A role for a person, somewhere, for some time.
#[derive(Debug, Clone)]
pub struct NewGrant {
    /// Whose.
    pub person: PersonId,
    /// What.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// From when; `None`: at once.
    pub valid_from: Option<Instant>,
    /// Until when; `None`: until revoked.
    pub valid_to: Option<Instant>,
}

/// Grants a role.
pub async fn grant_role(tx: &WriteTx, cx: &Ctx, input: NewGrant) -> Result<RoleGrant, DirectoryError> {
    let NewGrant { person, role, scope, valid_from, valid_to } = input;
    require(tx, cx, scope).await?;
    let (scope_kind, scope_id) = columns(scope);
    let mut check = Check::default();
    check.span(valid_from, valid_to);
    let known = match scope {
        Scope::All => true,
        Scope::Site(id) => queries::site_exists(tx, id).await?,
        Scope::OrgUnit(id) => queries::org_unit_exists(tx, id).await?,
    };
    if !known {
        check.refuse("scope", "unknown");
    }
    check.done()?;
    let holder = person::Entity::find_by_id(person).one(tx).await?.ok_or(DirectoryError::NotFound("person"))?;
    if !holder.active {
        return Err(DirectoryError::Inactive);
    }
    let held = role_grant::Entity::find()
        .filter(role_grant::Column::PersonId.eq(person))
        .filter(role_grant::Column::Role.eq(role))
        .all(tx)
        .await?;
    let covers = |grant: &role_grant::Model| {
        (grant.scope_kind.as_str(), grant.scope_id) == (scope_kind, scope_id)
            && grant.valid_from.is_none_or(|from| valid_from.unwrap_or(cx.now) >= from)
            && grant.valid_to.is_none_or(|to| valid_to.is_some_and(|wanted| wanted <= to))
    };
    if held.iter().any(covers) {
        return Err(DirectoryError::Taken("role"));
    }
    let id = cx.ids.next();
    let row = role_grant::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        role: Set(role),
        scope_kind: Set(scope_kind.to_owned()),
        scope_id: Set(scope_id),
        valid_from: Set(valid_from),
        valid_to: Set(valid_to),
    };
    role_grant::Entity::insert(row).exec_without_returning(tx).await?;
    tx.record(Entry::new("person.role_granted", "person", person).data(json!({
        "grant": id, "role": role, "scope": scope, "valid_from": valid_from, "valid_to": valid_to,
    })));
    Ok(RoleGrant { id, person, role, scope, valid_from, valid_to })
}

/// Takes a role back.
pub async fn revoke_role(tx: &WriteTx, cx: &Ctx, person: PersonId, grant: Uuid) -> Result<(), DirectoryError> {
    let row = role_grant::Entity::find_by_id(grant)
        .filter(role_grant::Column::PersonId.eq(person))
        .one(tx)
        .await?
        .ok_or(DirectoryError::NotFound("grant"))?;
    let scope = queries::scope(&row.scope_kind, row.scope_id)?;
    require(tx, cx, scope).await?;
    if row.role == Role::Admin && scope == Scope::All {
        keep_an_admin(tx, cx, |other| other.id != grant).await?;
    }
    role_grant::Entity::delete_by_id(grant).exec(tx).await?;
    tx.record(
        Entry::new("person.role_revoked", "person", person)
            .data(json!({ "grant": grant, "role": row.role, "scope": scope })),
    );
    Ok(())
}

async fn require(tx: &WriteTx, cx: &Ctx, scope: Scope) -> Result<(), DirectoryError> {
    if Permission::GrantRoles.held_by(&cx.actor, &[]) {
        return Ok(());
    }
    let chain = match scope {
        Scope::All => vec![],
        Scope::Site(id) => vec![id.0],
        Scope::OrgUnit(id) => queries::chain(tx, Some(id), None).await?,
    };
    Permission::GrantRoles.require(&cx.actor, &chain)
}

/// Refuses when, of those who may run the whole system without an end, none fits any more. Locks their grants, so that two who go
/// at the same moment do not both count on the other. The system itself (command line) may do it all the same.
pub(super) async fn keep_an_admin(
    tx: &WriteTx,
    cx: &Ctx,
    stays: impl Fn(&AdminGrant) -> bool,
) -> Result<(), DirectoryError> {
    if cx.actor.is_system() {
        return Ok(());
    }
    let mut sql = Raw::new(tx);
    sql.push("SELECT g.id, g.person_id FROM role_grant g JOIN person p ON p.id = g.person_id WHERE g.role = ")
        .bind(Role::Admin.as_str());
    sql.push(" AND g.scope_kind = 'all' AND p.active AND (g.valid_from IS NULL OR g.valid_from <= ")
        .bind(cx.now.micros());
    sql.push(") AND g.valid_to IS NULL ORDER BY g.id").push_postgres(" FOR UPDATE");
    let mut admins = Vec::new();
    for row in tx.query_all_raw(sql.build()).await? {
        admins.push(AdminGrant { id: row.try_get("", "id")?, person_id: PersonId(row.try_get("", "person_id")?) });
    }
    if admins.iter().all(&stays) || admins.iter().any(stays) { Ok(()) } else { Err(DirectoryError::LastAdmin) }
}

/// Somebody who may run the whole system.
pub(super) struct AdminGrant {
    pub(super) id: Uuid,
    pub(super) person_id: PersonId,
}

fn columns(scope: Scope) -> (&'static str, Option<Uuid>) {
    match scope {
        Scope::All => ("all", None),
        Scope::Site(id) => ("site", Some(id.0)),
        Scope::OrgUnit(id) => ("org_unit", Some(id.0)),
    }
}
