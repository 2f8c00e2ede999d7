//! Indexes for the figures about maintenance and for long lists of tickets.

use sea_orm_migration::prelude::*;

/// The migration.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const INDEXES: &[&str] = &[
    "ticket_event_moved_ix",
    "work_log_day_ix",
    "journal_outage_ix",
    "ticket_urgent_ix",
    "ticket_column_ix",
    "ticket_soonest_ix",
    "ticket_mention_whose_ix",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("../sql/0008_figures.sql")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in INDEXES {
            crate::run(manager, &format!("DROP INDEX {index}")).await?;
        }
        Ok(())
    }
}
