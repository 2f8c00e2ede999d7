//! Gives a whole statement back.

use std::collections::BTreeSet;

use db::WriteTx;
use kernel::{BookableId, Ctx, Entry, Rejection, id::EnergyImportId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::{
    CostsError, FleetError,
    entity::{energy_import, energy_transaction},
    policy::Permission,
    queries,
};

/// Gives back everything that an import took, as if the file never had been there. Taking it again takes it anew.
pub async fn undo_energy_import(tx: &WriteTx, cx: &Ctx, id: EnergyImportId) -> Result<(), FleetError> {
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let missing = || FleetError::from(Rejection::NotFound("energy_import"));
    let import = energy_import::Entity::find_by_id(id).one(tx).await?.ok_or_else(missing)?;
    if import.undone_at.is_some() {
        return Err(CostsError::ImportUndone.into());
    }
    let of_import = || energy_transaction::Column::ImportId.eq(id);
    let rows = energy_transaction::Entity::find().filter(of_import()).all(tx).await?;
    let ids: BTreeSet<BookableId> = rows.iter().map(|row| row.vehicle_id).collect();
    for vehicle in queries::by_ids(tx.into(), &ids.into_iter().collect::<Vec<_>>()).await? {
        Permission::ManageFleet.require(&cx.actor, &vehicle.chain())?;
    }
    energy_transaction::Entity::delete_many().filter(of_import()).exec(tx).await?;
    let undone = energy_import::ActiveModel {
        undone_at: Set(Some(cx.now)),
        undone_by: Set(cx.actor.person),
        ..Default::default()
    };
    let open = energy_import::Entity::update_many().set(undone).filter(energy_import::Column::Id.eq(id));
    if open.filter(energy_import::Column::UndoneAt.is_null()).exec(tx).await?.rows_affected == 0 {
        return Err(CostsError::ImportUndone.into());
    }
    tx.record(Entry::new("energy_import.undone", "energy_import", id.0).data(json!({ "given_back": rows.len() })));
    Ok(())
}
