//! Rides with a driver of the house, and the rules about duties.

use sea_orm_migration::prelude::*;

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("../sql/0015_rides.sql")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, &["ride"]).await?;
        for column in ["rest_minutes", "longest_duty_minutes"] {
            crate::run(manager, &format!("ALTER TABLE fleet_settings DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}
