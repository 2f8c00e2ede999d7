//! Adds, changes and retires suppliers.

use db::{DbError, WriteTx};
use kernel::{Ctx, Entry, id::SupplierId};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::{
    BuildingsError, InstallationProblem,
    base::{Difference, check_seen, code_taken, not_found, stale},
    entity::{contract, supplier},
    model::contract::{AddSupplier, Supplier, SupplierPatch},
    policy::Permission,
    queries,
};

/// Adds a supplier.
pub async fn add_supplier(tx: &WriteTx, cx: &Ctx, input: AddSupplier) -> Result<Supplier, BuildingsError> {
    Permission::ManageContracts.require(&cx.actor, &[])?;
    let made = input.check(&*cx.ids)?;
    if queries::supplier_by_code(tx, &made.code).await?.is_some() {
        return Err(code_taken(&made.code));
    }
    insert(tx, &made).await?;
    Ok(made)
}

/// Which supplier, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSupplier {
    /// Which one.
    pub id: SupplierId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// What changes.
    pub patch: SupplierPatch,
}

/// Changes a supplier and answers how it is now.
pub async fn change_supplier(tx: &WriteTx, cx: &Ctx, input: ChangeSupplier) -> Result<Supplier, BuildingsError> {
    let ChangeSupplier { id, seen, patch } = input;
    Permission::ManageContracts.require(&cx.actor, &[])?;
    let present = queries::supplier(tx, id).await?.ok_or(not_found("supplier"))?;
    check_seen(seen, present.version)?;
    let next = patch.check(&present)?;
    if next.code != present.code && queries::supplier_by_code(tx, &next.code).await?.is_some() {
        return Err(code_taken(&next.code));
    }
    update(tx, &present, next, "supplier.changed").await
}

/// Which supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetireSupplier {
    /// Which one.
    pub id: SupplierId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
}

/// Retires a supplier; refused while a contract with it is in use. Twice is as good as once.
pub async fn retire_supplier(tx: &WriteTx, cx: &Ctx, input: RetireSupplier) -> Result<Supplier, BuildingsError> {
    let RetireSupplier { id, seen } = input;
    Permission::ManageContracts.require(&cx.actor, &[])?;
    let present = queries::supplier(tx, id).await?.ok_or(not_found("supplier"))?;
    if present.retired_at.is_some() {
        return Ok(present);
    }
    check_seen(seen, present.version)?;
    let contracts = contract::Entity::find()
        .filter(contract::Column::SupplierId.eq(id))
        .filter(contract::Column::RetiredAt.is_null())
        .order_by_asc(contract::Column::Code)
        .all(tx)
        .await?;
    if !contracts.is_empty() {
        return Err(InstallationProblem::SupplierInUse(contracts.into_iter().map(|row| row.code).collect()).into());
    }
    let next = Supplier { retired_at: Some(cx.now), ..present.clone() };
    update(tx, &present, next, "supplier.retired").await
}

/// Writes a checked supplier.
pub(super) async fn insert(tx: &WriteTx, made: &Supplier) -> Result<(), BuildingsError> {
    supplier::Entity::insert(row(made))
        .exec_without_returning(tx)
        .await
        .map_err(|error| write_error(&made.code, error))?;
    let data = json!({ "code": made.code, "name": made.name });
    tx.record(Entry::new("supplier.added", "supplier", made.id).data(data));
    Ok(())
}

/// Writes a checked change. Nothing is written when nothing changes.
pub(super) async fn update(
    tx: &WriteTx,
    present: &Supplier,
    mut next: Supplier,
    action: &'static str,
) -> Result<Supplier, BuildingsError> {
    if next == *present {
        return Ok(next);
    }
    next.version = present.version + 1;
    let written = supplier::Entity::update_many()
        .set(supplier::ActiveModel { id: NotSet, ..row(&next) })
        .filter(supplier::Column::Id.eq(present.id))
        .filter(supplier::Column::Version.eq(present.version))
        .exec(tx)
        .await
        .map_err(|error| write_error(&next.code, error))?;
    if written.rows_affected == 0 {
        return Err(stale(present.version, next.version));
    }
    let changes = Difference::default()
        .field("code", &present.code, &next.code)
        .field("name", &present.name, &next.name)
        .field("email", &present.email, &next.email)
        .field("phone", &present.phone, &next.phone);
    tx.record(Entry::new(action, "supplier", next.id).data(changes.data()));
    Ok(next)
}

fn row(one: &Supplier) -> supplier::ActiveModel {
    let Supplier { id, code, name, email, phone, retired_at, version } = one.clone();
    supplier::ActiveModel {
        id: Set(id),
        search_key: Set(kernel::search_key(&format!("{code} {name}"))),
        code: Set(code),
        name: Set(name),
        email: Set(email),
        phone: Set(phone),
        retired_at: Set(retired_at),
        version: Set(version),
    }
}

/// Somebody else took the code between our look and our write.
fn write_error(code: &str, error: sea_orm::DbErr) -> BuildingsError {
    let error = DbError::from(error);
    if error.is_unique("supplier_code_uq", "supplier.code") { code_taken(code) } else { error.into() }
}
