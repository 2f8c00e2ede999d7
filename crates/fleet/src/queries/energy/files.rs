//! The files of suppliers that were taken, and how they are read.

use db::Conn;
use kernel::{Ctx, Instant, id::EnergyImportId};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{
    FleetError,
    entity::{energy_import, energy_profile},
    model::energy_mapping::EnergyMapping,
    policy::Permission,
};

/// A file that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyImport {
    /// Which one.
    pub id: EnergyImportId,
    /// Whose.
    pub supplier: String,
    /// What the file is called.
    pub file_name: String,
    /// How many lines were taken.
    pub taken_count: i64,
    /// When.
    pub taken_at: Instant,
    /// By whom.
    pub taken_by: Option<String>,
    /// When it was given back.
    pub undone_at: Option<Instant>,
}

/// The files that were taken, the last first.
pub async fn energy_imports(conn: Conn<'_>, cx: &Ctx) -> Result<Vec<EnergyImport>, FleetError> {
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let rows = energy_import::Entity::find()
        .order_by_desc(energy_import::Column::TakenAt)
        .order_by_desc(energy_import::Column::Id)
        .limit(50)
        .all(&conn)
        .await?;
    let names = directory::queries::names_of(&conn, rows.iter().filter_map(|row| row.taken_by)).await?;
    let all = rows.into_iter().map(|row| EnergyImport {
        id: row.id,
        supplier: row.supplier,
        file_name: row.file_name,
        taken_count: row.taken_count,
        taken_at: row.taken_at,
        taken_by: row.taken_by.and_then(|person| names.get(&person).cloned()),
        undone_at: row.undone_at,
    });
    Ok(all.collect())
}

/// How the statements of each supplier are read, by name.
pub async fn energy_profiles(conn: Conn<'_>, cx: &Ctx) -> Result<Vec<(String, EnergyMapping)>, FleetError> {
    Permission::ManageFleet.require_anywhere(&cx.actor)?;
    let rows = energy_profile::Entity::find().order_by_asc(energy_profile::Column::Supplier).all(&conn).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.supplier, serde_json::from_str(&row.mapping).ok()?))).collect())
}
