//! All installations, and all contracts, as files that the import takes.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, EntityTrait};

use super::{all_contracts, all_installations, all_suppliers};
use crate::{
    BuildingsError,
    entity::place,
    import::{contracts, installations},
    sheet,
};

/// The installations in use as CSV, by code.
pub async fn export_installations(conn: &impl ConnectionTrait) -> Result<String, BuildingsError> {
    let places: HashMap<_, _> =
        place::Entity::find().all(conn).await?.into_iter().map(|place| (place.id, place.code)).collect();
    let suppliers: HashMap<_, _> = all_suppliers(conn).await?.into_iter().map(|one| (one.id, one.code)).collect();
    let contracts: HashMap<_, _> = all_contracts(conn).await?.into_iter().map(|one| (one.id, one.code)).collect();
    let all = all_installations(conn).await?;
    let codes: HashMap<_, _> = all.iter().map(|one| (one.id, one.code.as_str())).collect();
    let rows = all.iter().filter(|one| one.retired_at.is_none()).map(|one| {
        let place = places.get(&one.place_id).map_or("", String::as_str);
        let parent = one.parent_id.and_then(|id| codes.get(&id).copied()).unwrap_or_default();
        let supplier = one.supplier_id.and_then(|id| suppliers.get(&id)).map_or("", String::as_str);
        let contract = one.contract_id.and_then(|id| contracts.get(&id)).map_or("", String::as_str);
        installations::to_cells(one, [place, parent, supplier, contract])
    });
    Ok(sheet::write(installations::COLUMNS, rows))
}

/// The contracts in use as CSV, each with its supplier, by number.
pub async fn export_contracts(conn: &impl ConnectionTrait) -> Result<String, BuildingsError> {
    let suppliers: HashMap<_, _> = all_suppliers(conn).await?.into_iter().map(|one| (one.id, one)).collect();
    let contracts = all_contracts(conn).await?;
    let rows = contracts.iter().filter(|one| one.retired_at.is_none()).filter_map(|contract| {
        let supplier = suppliers.get(&contract.supplier_id)?;
        Some(contracts::to_cells(contract, supplier))
    });
    Ok(sheet::write(contracts::COLUMNS, rows))
}
