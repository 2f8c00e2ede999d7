//! Makes and changes checklists.

use db::{DbError, WriteTx};
use kernel::field::{NamesInput, NamesPatch, check_code};
use kernel::{Ctx, Entry};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::add_tasks::check_items;
use crate::{TicketError, entity::checklist, model::task::ItemInput, policy::Permission};

/// A checklist to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChecklist {
    /// Its short name, unique among checklists.
    pub code: String,
    /// Its name in at least one language.
    pub names: NamesInput,
    /// What is asked, in order.
    pub items: Vec<ItemInput>,
}

/// Makes a checklist.
pub async fn add_checklist(tx: &WriteTx, cx: &Ctx, input: NewChecklist) -> Result<Uuid, TicketError> {
    Permission::ManageMaintenance.require(&cx.actor, &[])?;
    let NewChecklist { code, names, items } = input;
    let row = checklist::Model {
        id: cx.ids.next(),
        code: check_code("code", &code)?,
        names: names.check("names")?,
        items: write_items(tx, items).await?,
        retired_at: None,
        version: 1,
    };
    let (id, code) = (row.id, row.code.clone());
    checklist::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map_err(|error| taken(&code, error))?;
    tx.record(Entry::new("checklist.added", "checklist", id).data(json!({ "code": code })));
    Ok(id)
}

/// Changes to a checklist: what is absent stays as it is. Tasks that tickets have stay too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChecklistPatch {
    /// Its short name.
    pub code: Option<String>,
    /// Its name.
    pub names: Option<NamesPatch>,
    /// What is asked, all of it.
    pub items: Option<Vec<ItemInput>>,
    /// Whether it is no longer used.
    pub retired: Option<bool>,
}

/// Changes a checklist; nothing is written when nothing changes.
pub async fn change_checklist(
    tx: &WriteTx,
    cx: &Ctx,
    id: Uuid,
    seen: Option<i64>,
    patch: ChecklistPatch,
) -> Result<Uuid, TicketError> {
    Permission::ManageMaintenance.require(&cx.actor, &[])?;
    let before = checklist::Entity::find_by_id(id).one(tx).await?.ok_or(TicketError::not_found("checklist"))?;
    if seen.is_some_and(|seen| seen != before.version) {
        return Err(TicketError::stale(seen.unwrap_or_default(), before.version));
    }
    let ChecklistPatch { code, names, items, retired } = patch;
    let mut after = before.clone();
    if let Some(code) = code {
        after.code = check_code("code", &code)?;
    }
    if let Some(names) = names {
        after.names = names.check("names", &before.names)?;
    }
    if let Some(items) = items {
        after.items = write_items(tx, items).await?;
    }
    if let Some(retired) = retired {
        after.retired_at = retired.then_some(before.retired_at.unwrap_or(cx.now));
    }
    if after == before {
        return Ok(id);
    }
    after.version = before.version + 1;
    let data = json!({ "code": after.code, "names": after.names, "items": after.items, "retired": after.retired_at.is_some() });
    let written = checklist::Entity::update_many()
        .set(after.clone().into_active_model().reset_all())
        .filter(checklist::Column::Id.eq(id))
        .filter(checklist::Column::Version.eq(before.version))
        .exec(tx)
        .await
        .map_err(|error| taken(&after.code, error))?;
    if written.rows_affected == 0 {
        return Err(TicketError::stale(before.version, after.version));
    }
    tx.record(Entry::new("checklist.changed", "checklist", id).data(data));
    Ok(id)
}

async fn write_items(tx: &WriteTx, items: Vec<ItemInput>) -> Result<String, TicketError> {
    let items = check_items(tx, "items", items).await?;
    Ok(serde_json::to_string(&items).expect("tasks are JSON"))
}

fn taken(code: &str, error: sea_orm::DbErr) -> TicketError {
    let error = DbError::from(error);
    let is_taken = error.is_unique("checklist_code_uq", "checklist.code");
    if is_taken { TicketError::code_taken(code.to_owned()) } else { TicketError::Db(error) }
}
