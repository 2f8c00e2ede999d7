//! Keeps how the statements of each supplier are read.

use db::WriteTx;
use kernel::{Ctx, Entry, FieldError, field::one_line, id::EnergyProfileId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::{
    FleetError,
    entity::energy_profile::{ActiveModel, Column, Entity},
    model::{energy_mapping::EnergyMapping, vehicle::MAX_LINE},
    policy::Permission,
};

/// Keeps how the statements of a supplier are read; replaces what was kept for that supplier.
pub async fn keep_energy_profile(
    tx: &WriteTx,
    cx: &Ctx,
    supplier: &str,
    mapping: &EnergyMapping,
) -> Result<EnergyProfileId, FleetError> {
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let supplier = one_line("supplier", supplier, MAX_LINE)?;
    if supplier.is_empty() {
        return Err(FieldError::new("supplier", "required").into());
    }
    mapping.check()?;
    let text = serde_json::to_string(mapping).map_err(|_| FieldError::new("mapping", "invalid"))?;
    let known = Entity::find().filter(Column::Supplier.eq(supplier.as_str())).one(tx).await?;
    let id = match known {
        Some(row) if row.mapping == text => return Ok(row.id),
        Some(row) => {
            let next = ActiveModel { mapping: Set(text), version: Set(row.version + 1), ..Default::default() };
            Entity::update_many().set(next).filter(Column::Id.eq(row.id)).exec(tx).await?;
            row.id
        }
        None => {
            let id = EnergyProfileId::new(&*cx.ids);
            let row = ActiveModel { id: Set(id), supplier: Set(supplier.clone()), mapping: Set(text), version: Set(1) };
            Entity::insert(row).exec_without_returning(tx).await?;
            id
        }
    };
    tx.record(Entry::new("energy_profile.kept", "energy_profile", id.0).data(json!({ "supplier": supplier })));
    Ok(id)
}
