//! A plate is one plate however it is written: no two vehicles have it on one day.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const GUARDS_SQLITE: &str = include_str!("../sql/0017_plates_by_key.sqlite.sql");
const GUARDS_POSTGRES: &str = include_str!("../sql/0017_plates_by_key.postgres.sql");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        guard(manager, "replace(plate, '-', '')", "replace(NEW.plate, '-', '')").await?;
        crate::run(manager, "DROP INDEX plate_assignment_plate_ix").await?;
        crate::run(
            manager,
            "CREATE INDEX plate_assignment_key_ix ON plate_assignment (replace(plate, '-', ''), from_day)",
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        guard(manager, "plate", "NEW.plate").await?;
        crate::run(manager, "DROP INDEX plate_assignment_key_ix").await?;
        crate::run(manager, "CREATE INDEX plate_assignment_plate_ix ON plate_assignment (plate, from_day)").await
    }
}

/// Puts the guards anew, with what says which plate it is.
async fn guard(manager: &SchemaManager<'_>, key: &str, new_key: &str) -> Result<(), DbErr> {
    let guards = match manager.get_database_backend() {
        DbBackend::Postgres => GUARDS_POSTGRES,
        _ => GUARDS_SQLITE,
    };
    let other_key = key.replace("plate", "other.plate");
    let guards = guards.replace("{key}", key).replace("{other_key}", &other_key).replace("{new_key}", new_key);
    crate::run(manager, &guards).await
}
