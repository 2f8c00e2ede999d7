//! Teams, service levels and maintenance tickets.

use sea_orm_migration::prelude::*;

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// All tables, children before parents.
const DROP: &[&str] = &[
    "report_throttle",
    "task",
    "checklist",
    "work_log",
    "ticket_mention",
    "ticket_event",
    "ticket_counter",
    "ticket_follower",
    "ticket",
    "service_level",
    "team_member",
    "team",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("../sql/0003_tickets.sql")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::drop_tables(manager, DROP).await
    }
}
