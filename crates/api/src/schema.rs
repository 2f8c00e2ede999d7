//! Whether the database has the schema that this program knows, and bringing it there.

use db::{Db, DbError, Engine};
use migrations::Migrator;
use sea_orm::{ConnectionTrait, Statement, TransactionTrait};
use sea_orm_migration::MigratorTrait;

/// How a database's schema stands to this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaStatus {
    /// The steps that the database has and this program knows, oldest first.
    pub applied: Vec<String>,
    /// The steps that the database lacks, oldest first.
    pub pending: Vec<String>,
    /// Steps of a newer program: this one must not touch the database.
    pub unknown: Vec<String>,
}

impl SchemaStatus {
    /// Whether it is exactly the schema of this program.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.pending.is_empty() && self.unknown.is_empty()
    }
}

/// Why a schema is not brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// The database was made by a newer program.
    #[error(
        "the database was made by a newer version of Intendant (it has the step {0}, which this one does not know)"
    )]
    Newer(String),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<sea_orm::DbErr> for SchemaError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Db(error.into())
    }
}

/// How the schema stands; reads only.
pub async fn status(db: &Db) -> Result<SchemaStatus, DbError> {
    let conn = db.read();
    let (table, list) = match db.engine() {
        Engine::Sqlite => (
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'seaql_migrations'",
            "SELECT version FROM seaql_migrations ORDER BY version",
        ),
        Engine::Postgres => (
            "SELECT c.relname AS name FROM pg_class c WHERE c.oid = to_regclass('seaql_migrations')",
            "SELECT version FROM seaql_migrations ORDER BY version",
        ),
    };
    let backend = conn.get_database_backend();
    let mut found: Vec<String> = Vec::new();
    if conn.query_one_raw(Statement::from_string(backend, table)).await?.is_some() {
        for row in conn.query_all_raw(Statement::from_string(backend, list)).await? {
            found.push(row.try_get("", "version")?);
        }
    }
    let known: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let pending = known.iter().filter(|step| !found.contains(step)).cloned().collect();
    let (applied, unknown) = found.into_iter().partition(|step| known.contains(step));
    Ok(SchemaStatus { applied, pending, unknown })
}

/// Runs the steps that are missing. Several processes may start at once: on PostgreSQL one does it and the others wait.
/// Answers the names of the steps that were missing.
pub async fn migrate(db: &Db) -> Result<Vec<String>, SchemaError> {
    let lock = match db.engine() {
        Engine::Postgres => {
            let lock = db.schema().begin().await?;
            lock.execute_unprepared("SELECT pg_advisory_xact_lock(5284936510)").await?;
            Some(lock)
        }
        Engine::Sqlite => None,
    };
    let status = status(db).await?;
    if let Some(newer) = status.unknown.first() {
        return Err(SchemaError::Newer(newer.clone()));
    }
    if !status.pending.is_empty() {
        Migrator::up(db.schema(), None).await?;
    }
    if let Some(lock) = lock {
        lock.commit().await?;
    }
    Ok(status.pending)
}

/// Takes back the newest `steps` steps.
pub async fn roll_back(db: &Db, steps: u32) -> Result<(), SchemaError> {
    if let Some(newer) = status(db).await?.unknown.first() {
        return Err(SchemaError::Newer(newer.clone()));
    }
    Migrator::down(db.schema(), Some(steps)).await?;
    Ok(())
}
