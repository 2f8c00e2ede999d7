//! Trips, energy, costs and fines of vehicles.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const GUARDS_SQLITE: &str = include_str!("../sql/0016_fleet_costs_guards.sqlite.sql");
const GUARDS_POSTGRES: &str = include_str!("../sql/0016_fleet_costs_guards.postgres.sql");

/// All tables, children before parents.
const DROP: &[&str] =
    &["fine", "co2_factor", "vehicle_cost", "energy_transaction", "energy_import", "energy_profile", "trip"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("../sql/0016_fleet_costs.sql")).await?;
        let guards = match manager.get_database_backend() {
            DbBackend::Postgres => GUARDS_POSTGRES,
            _ => GUARDS_SQLITE,
        };
        crate::run(manager, guards).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, DROP).await
    }
}
