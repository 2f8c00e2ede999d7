//! An open write transaction, and the journal entries that go with it.

use std::sync::{Mutex, PoisonError};

use kernel::{Ctx, Entry};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use crate::{DbError, journal};

/// Proof that a write transaction is open. Dropping it rolls back.
#[derive(Debug)]
pub struct WriteTx {
    inner: DatabaseTransaction,
    cx: Ctx,
    entries: Mutex<Vec<Entry>>,
}

impl WriteTx {
    pub(crate) const fn new(inner: DatabaseTransaction, cx: Ctx) -> Self {
        Self { inner, cx, entries: Mutex::new(Vec::new()) }
    }

    /// Keeps a line for the journal; it is written when the transaction commits.
    pub fn record(&self, entry: Entry) {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
    }

    /// Writes the journal and makes everything durable.
    pub async fn commit(self) -> Result<(), DbError> {
        let entries = self.entries.into_inner().unwrap_or_else(PoisonError::into_inner);
        journal::append(&self.inner, &self.cx, entries).await?;
        Ok(self.inner.commit().await?)
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for WriteTx {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(statement).await
    }
}
