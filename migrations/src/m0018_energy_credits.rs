//! Suppliers of energy give back what they charged wrongly: quantities may be negative, and a credit may have the reference of what
//! it gives back.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE_SQLITE: &str = include_str!("../sql/0018_energy_credits.sqlite.sql");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        rule(manager, "quantity <> 0 OR cents < 0", "supplier, reference, (quantity > 0)").await
    }

    /// What was given back is lost: the older table cannot hold it.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, "DELETE FROM energy_transaction WHERE quantity <= 0").await?;
        rule(manager, "quantity > 0", "supplier, reference").await
    }
}

/// Says anew which quantities there are, and what is unique.
async fn rule(manager: &SchemaManager<'_>, check: &str, unique: &str) -> Result<(), DbErr> {
    let table = match manager.get_database_backend() {
        DbBackend::Postgres => {
            "DROP INDEX energy_transaction_reference_uq; \
             ALTER TABLE energy_transaction DROP CONSTRAINT energy_transaction_quantity_ck; \
             ALTER TABLE energy_transaction ADD CONSTRAINT energy_transaction_quantity_ck CHECK ({check})"
        }
        _ => TABLE_SQLITE,
    };
    crate::run(manager, &table.replace("{check}", check)).await?;
    let index = format!(
        "CREATE UNIQUE INDEX energy_transaction_reference_uq ON energy_transaction ({unique}) WHERE reference IS NOT NULL"
    );
    crate::run(manager, &index).await
}
