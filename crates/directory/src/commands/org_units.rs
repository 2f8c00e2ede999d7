//! Organisational units.

use db::{DbError, WriteTx};
use kernel::{Ctx, Entry, Names, OrgUnitId};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;

use crate::{
    DirectoryError,
    entity::org_unit,
    model::{Check, OrgUnit},
    policy::Permission,
    queries,
};

/// A new unit.
#[derive(Debug, Clone)]
pub struct NewOrgUnit {
    /// Its short code, 1 to 32 characters.
    pub code: String,
    /// Its names.
    pub names: Names,
    /// The unit above it.
    pub parent: Option<OrgUnitId>,
}

/// Adds a unit.
pub async fn add_org_unit(tx: &WriteTx, cx: &Ctx, input: NewOrgUnit) -> Result<OrgUnit, DirectoryError> {
    let NewOrgUnit { code, names, parent } = input;
    if !Permission::ManageOrgUnits.held_by(&cx.actor, &[]) {
        Permission::ManageOrgUnits.require(&cx.actor, &queries::chain(tx, parent, None).await?)?;
    }
    let code = code.trim().to_owned();
    let mut check = Check::default();
    check.text("code", &code, 1, 32);
    check.names(&names);
    if let Some(parent) = parent
        && !queries::org_unit_exists(tx, parent).await?
    {
        check.refuse("parent_id", "unknown");
    }
    check.done()?;
    let id = OrgUnitId::new(&*cx.ids);
    let row = org_unit::ActiveModel {
        id: Set(id),
        code: Set(code.clone()),
        names: Set(names.clone()),
        parent_id: Set(parent),
        retired: Set(false),
    };
    org_unit::Entity::insert(row).exec_without_returning(tx).await.map_err(|error| {
        let error = DbError::from(error);
        if error.is_unique("org_unit_code_uq", "org_unit.code") { DirectoryError::Taken("code") } else { error.into() }
    })?;
    tx.record(Entry::new("org_unit.added", "org_unit", id).data(json!({ "code": code, "parent": parent })));
    Ok(OrgUnit { id, code, names, parent_id: parent, retired: false })
}
