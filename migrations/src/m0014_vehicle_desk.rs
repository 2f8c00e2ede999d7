//! Handing vehicles out and taking them back, and damage on them.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const ATTACHMENTS_SQLITE: &str = include_str!("../sql/0014_attachments.sqlite.sql");
const ATTACHMENTS_POSTGRES: &str = include_str!("../sql/0014_attachments.postgres.sql");

/// All tables, children before parents.
const DROP: &[&str] = &["vehicle_damage", "vehicle_handover"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("../sql/0014_vehicle_desk.sql")).await?;
        let attachments = match manager.get_database_backend() {
            DbBackend::Postgres => ATTACHMENTS_POSTGRES,
            _ => ATTACHMENTS_SQLITE,
        };
        crate::run(manager, attachments).await
    }

    /// The wider constraint of `attachment` may stay: nothing hangs on hand-outs and damage any more.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, "DELETE FROM attachment WHERE subject_kind IN ('vehicle_handover', 'vehicle_damage')")
            .await?;
        crate::drop_tables(manager, DROP).await?;
        for column in ["release_after_minutes", "keys_before_minutes"] {
            crate::run(manager, &format!("ALTER TABLE fleet_settings DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}
