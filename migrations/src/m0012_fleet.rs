//! Vehicles, plates, odometers, deadlines, drivers, rules on emissions.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const GUARDS_SQLITE: &str = include_str!("../sql/0012_fleet_guards.sqlite.sql");
const GUARDS_POSTGRES: &str = include_str!("../sql/0012_fleet_guards.postgres.sql");

/// All tables, children before parents.
const DROP: &[&str] = &[
    "emission_rule",
    "emission_scheme",
    "fleet_settings",
    "driver_licence",
    "driver",
    "vehicle_deadline",
    "odometer_reading",
    "plate_assignment",
    "vehicle_block",
    "vehicle",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("../sql/0012_fleet.sql")).await?;
        let guards = match manager.get_database_backend() {
            DbBackend::Postgres => GUARDS_POSTGRES,
            _ => GUARDS_SQLITE,
        };
        crate::run(manager, guards).await
    }

    /// The wider constraint of `attachment` may stay: nothing hangs on vehicles any more.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(
            manager,
            "DELETE FROM attachment WHERE subject_kind IN ('vehicle', 'vehicle_paper', 'vehicle_file')",
        )
        .await?;
        crate::drop_tables(manager, DROP).await
    }
}
