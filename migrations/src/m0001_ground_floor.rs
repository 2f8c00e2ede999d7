//! The ground floor: journal, people, places, the booking engine, rooms.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// The first migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLES: &str = include_str!("../sql/0001_tables.sql");
const GUARDS_SQLITE: &str = include_str!("../sql/0001_guards.sqlite.sql");
const GUARDS_POSTGRES: &str = include_str!("../sql/0001_guards.postgres.sql");

/// All tables, children before parents.
const DROP: &[&str] = &[
    "photo",
    "layout",
    "room_feature",
    "feature",
    "room_space",
    "room",
    "approval",
    "occupancy",
    "claim",
    "occurrence",
    "booking",
    "closure",
    "closed_day",
    "policy",
    "bookable_scope",
    "bookable_unit",
    "bookable",
    "unit",
    "place",
    "idempotency",
    "consumer_position",
    "journal",
    "journal_strand",
    "sign_in_throttle",
    "api_token",
    "session",
    "delegation",
    "role_grant",
    "person",
    "org_unit",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, TABLES).await?;
        let guards = match manager.get_database_backend() {
            DbBackend::Postgres => GUARDS_POSTGRES,
            _ => GUARDS_SQLITE,
        };
        crate::run(manager, guards).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, "DROP VIEW IF EXISTS occupancy_readable").await?;
        crate::drop_tables(manager, DROP).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            crate::run(manager, "DROP FUNCTION journal_refuse_change()").await?;
        }
        Ok(())
    }
}
