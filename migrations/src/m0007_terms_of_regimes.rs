//! How long the reports of a rule are kept, and how long there is to put right what does not conform.

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
        crate::run(manager, include_str!("../sql/0007_terms_of_regimes.sql")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["repair_months", "retention_years"] {
            crate::run(manager, &format!("ALTER TABLE inspection_regime DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}
