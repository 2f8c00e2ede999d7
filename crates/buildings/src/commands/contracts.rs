//! Adds, changes and retires contracts.

use db::{DbError, WriteTx};
use kernel::{Ctx, Entry, id::ContractId};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};
use serde_json::json;

use crate::{
    BuildingsError,
    base::{Difference, check_seen, code_taken, not_found, refuse, stale},
    entity::contract,
    model::contract::{AddContract, Contract, ContractPatch},
    policy::Permission,
    queries,
};

/// Adds a contract with a supplier.
pub async fn add_contract(tx: &WriteTx, cx: &Ctx, input: AddContract) -> Result<Contract, BuildingsError> {
    Permission::ManageContracts.require(&cx.actor, &[])?;
    let made = input.check(&*cx.ids)?;
    match queries::supplier(tx, made.supplier_id).await? {
        None => return Err(refuse("supplier_id", "unknown")),
        Some(supplier) if supplier.retired_at.is_some() => return Err(refuse("supplier_id", "retired")),
        Some(_) => {}
    }
    if queries::contract_by_code(tx, &made.code).await?.is_some() {
        return Err(code_taken(&made.code));
    }
    insert(tx, &made).await?;
    Ok(made)
}

/// Which contract, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeContract {
    /// Which one.
    pub id: ContractId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
    /// What changes.
    pub patch: ContractPatch,
}

/// Changes a contract and answers how it is now.
pub async fn change_contract(tx: &WriteTx, cx: &Ctx, input: ChangeContract) -> Result<Contract, BuildingsError> {
    let ChangeContract { id, seen, patch } = input;
    Permission::ManageContracts.require(&cx.actor, &[])?;
    let present = queries::contract(tx, id).await?.ok_or(not_found("contract"))?;
    check_seen(seen, present.version)?;
    let next = patch.check(&present)?;
    if next.code != present.code && queries::contract_by_code(tx, &next.code).await?.is_some() {
        return Err(code_taken(&next.code));
    }
    update(tx, &present, next, "contract.changed").await
}

/// Which contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetireContract {
    /// Which one.
    pub id: ContractId,
    /// The version the caller decided on; `None` = whatever there is.
    pub seen: Option<i64>,
}

/// Retires a contract. Installations keep it as what they were maintained under. Twice is as good as once.
pub async fn retire_contract(tx: &WriteTx, cx: &Ctx, input: RetireContract) -> Result<Contract, BuildingsError> {
    let RetireContract { id, seen } = input;
    Permission::ManageContracts.require(&cx.actor, &[])?;
    let present = queries::contract(tx, id).await?.ok_or(not_found("contract"))?;
    if present.retired_at.is_some() {
        return Ok(present);
    }
    check_seen(seen, present.version)?;
    let next = Contract { retired_at: Some(cx.now), ..present.clone() };
    update(tx, &present, next, "contract.retired").await
}

/// Writes a checked contract.
pub(super) async fn insert(tx: &WriteTx, made: &Contract) -> Result<(), BuildingsError> {
    contract::Entity::insert(row(made))
        .exec_without_returning(tx)
        .await
        .map_err(|error| write_error(&made.code, error))?;
    let data = json!({ "code": made.code, "title": made.title, "supplier_id": made.supplier_id });
    tx.record(Entry::new("contract.added", "contract", made.id).data(data));
    Ok(())
}

/// Writes a checked change. Nothing is written when nothing changes.
pub(super) async fn update(
    tx: &WriteTx,
    present: &Contract,
    mut next: Contract,
    action: &'static str,
) -> Result<Contract, BuildingsError> {
    if next == *present {
        return Ok(next);
    }
    next.version = present.version + 1;
    let written = contract::Entity::update_many()
        .set(contract::ActiveModel { id: NotSet, ..row(&next) })
        .filter(contract::Column::Id.eq(present.id))
        .filter(contract::Column::Version.eq(present.version))
        .exec(tx)
        .await
        .map_err(|error| write_error(&next.code, error))?;
    if written.rows_affected == 0 {
        return Err(stale(present.version, next.version));
    }
    let changes = Difference::default()
        .field("code", &present.code, &next.code)
        .field("title", &present.title, &next.title)
        .field("starts_on", &present.starts_on, &next.starts_on)
        .field("ends_on", &present.ends_on, &next.ends_on)
        .field("notice_on", &present.notice_on, &next.notice_on)
        .field("yearly_cents", &present.yearly_cents, &next.yearly_cents)
        .field("remarks", &present.remarks, &next.remarks);
    tx.record(Entry::new(action, "contract", next.id).data(changes.data()));
    Ok(next)
}

fn row(one: &Contract) -> contract::ActiveModel {
    let Contract {
        id,
        supplier_id,
        code,
        title,
        starts_on,
        ends_on,
        notice_on,
        yearly_cents,
        remarks,
        retired_at,
        version,
    } = one.clone();
    contract::ActiveModel {
        id: Set(id),
        supplier_id: Set(supplier_id),
        search_key: Set(kernel::search_key(&format!("{code} {title}"))),
        code: Set(code),
        title: Set(title),
        starts_on: Set(starts_on.to_string()),
        ends_on: Set(ends_on.map(|day| day.to_string())),
        notice_on: Set(notice_on.map(|day| day.to_string())),
        yearly_cents: Set(yearly_cents),
        remarks: Set(remarks),
        retired_at: Set(retired_at),
        version: Set(version),
    }
}

/// Somebody else took the code between our look and our write.
fn write_error(code: &str, error: sea_orm::DbErr) -> BuildingsError {
    let error = DbError::from(error);
    if error.is_unique("contract_code_uq", "contract.code") { code_taken(code) } else { error.into() }
}
