//! Opening the pools.

use std::{
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use kernel::Ctx;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, SqliteTransactionMode, SqlxPostgresConnector, SqlxSqliteConnector,
    TransactionOptions, TransactionTrait,
};
use sqlx::{
    ConnectOptions as _,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{DbError, WriteTx};

/// How long a statement waits for the writer or for a free connection before the answer is 503.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of a SQLite file each connection keeps in memory: minus so many KiB. The default of 2 MB does not hold the upper
/// levels of the indexes of a large store.
const PAGE_CACHE: &str = "-12000";

/// Which of the two engines is behind a [`Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The one that scales out.
    Postgres,
}

/// The database: pools for reading and writing. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    engine: Engine,
    statements: Arc<AtomicU64>,
}

impl Db {
    /// Opens `sqlite:FILE` (made when missing) or `postgres://…`. Does not migrate.
    pub async fn connect(url: &str) -> Result<Self, DbError> {
        let (mut read, mut write, engine) = if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url)
                .map_err(DbError::connect)?
                .application_name("intendant")
                // Compiling takes longer than any statement here runs.
                .options([("jit", "off")])
                .disable_statement_logging();
            let pool = PgPoolOptions::new()
                .max_connections(16)
                .acquire_timeout(PATIENCE)
                .connect_with(options)
                .await
                .map_err(DbError::connect)?;
            let pool = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
            (pool.clone(), pool, Engine::Postgres)
        } else {
            let options = SqliteConnectOptions::from_str(url)
                .map_err(DbError::connect)?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
                .pragma("cache_size", PAGE_CACHE)
                .pragma("temp_store", "memory")
                // It would log pages of SQL. What is slow shows in the log of requests and in the metrics.
                .disable_statement_logging();
            let write = SqlitePoolOptions::new()
                .max_connections(1)
                .min_connections(1)
                .idle_timeout(None)
                .max_lifetime(None)
                .acquire_timeout(PATIENCE * 3)
                .connect_with(options.clone())
                .await
                .map_err(DbError::connect)?;
            let read = SqlitePoolOptions::new()
                .max_connections(4)
                .idle_timeout(None)
                .max_lifetime(None)
                .acquire_timeout(PATIENCE)
                .connect_with(options.create_if_missing(false).pragma("query_only", "on"))
                .await
                .map_err(DbError::connect)?;
            (
                SqlxSqliteConnector::from_sqlx_sqlite_pool(read),
                SqlxSqliteConnector::from_sqlx_sqlite_pool(write),
                Engine::Sqlite,
            )
        };
        let statements = Arc::new(AtomicU64::new(0));
        for pool in [&mut read, &mut write] {
            let counter = Arc::clone(&statements);
            pool.set_metric_callback(move |_| {
                counter.fetch_add(1, Ordering::Relaxed);
            });
        }
        Ok(Self { read, write, engine, statements })
    }

    /// The pool to read from.
    #[must_use]
    pub const fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The pool that migrations run on. Commands use [`Self::begin`].
    #[must_use]
    pub const fn schema(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Which engine it is.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens a write transaction for an operation.
    pub async fn begin(&self, cx: &Ctx) -> Result<WriteTx, DbError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(WriteTx::new(self.write.begin_with_options(options).await?, cx.clone()))
    }

    /// How many statements have been sent since the start: tests hold endpoints to a bound with it.
    #[must_use]
    pub fn statement_count(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbError> {
        self.read.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Waits for connections in use and closes the pools; SQLite folds its log into the main file.
    pub async fn close(self) {
        if let Err(error) = self.read.close().await {
            tracing::warn!(%error, "closing the readers");
        }
        if let Err(error) = self.write.close().await {
            tracing::warn!(%error, "closing the writer");
        }
    }
}
