//! Floor plans, suppliers, contracts, installations with their meters, and what is attached to things.

use sea_orm_migration::prelude::*;

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// All tables, children before parents.
const DROP: &[&str] = &[
    "meter_reading",
    "meter",
    "installation",
    "installation_class",
    "contract",
    "supplier",
    "floor_plan",
    "attachment",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("../sql/0002_installations.sql")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, DROP).await
    }
}
