//! What went wrong in the database, in our words, whatever the engine calls it.

use kernel::{Class, Problem};
use sea_orm::{DbErr, RuntimeErr};

/// What kind of fault it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Two exclusive occupancies of a unit would overlap.
    Overlap,
    /// A unique constraint; its name on PostgreSQL, `table.column` on SQLite.
    Unique(String),
    /// A row that is referred to is missing, or one that is still referred to would go.
    ForeignKey,
    /// A check constraint or a refusing trigger.
    Check,
    /// Another writer was in the way: the transaction may be tried again from its start.
    Contention,
    /// The database cannot be reached or has no connection to give.
    Unavailable,
    /// The disk is full or the file may not be written.
    Storage,
    /// Anything else: a fault of ours.
    Other,
}

/// An error of the database.
#[derive(Debug, thiserror::Error)]
#[error("database ({fault:?}): {source}")]
pub struct DbError {
    fault: Fault,
    #[source]
    source: DbErr,
}

impl DbError {
    /// What kind of fault it is.
    #[must_use]
    pub const fn fault(&self) -> &Fault {
        &self.fault
    }

    /// Whether a unique constraint on that column (`table.column`, whose name ends in `_uq`) was hit.
    #[must_use]
    pub fn is_unique(&self, constraint: &str, column: &str) -> bool {
        matches!(&self.fault, Fault::Unique(name) if name.contains(constraint) || name.contains(column))
    }

    pub(crate) fn connect(error: sqlx::Error) -> Self {
        DbErr::Conn(RuntimeErr::SqlxError(error.into())).into()
    }
}

impl From<DbErr> for DbError {
    fn from(source: DbErr) -> Self {
        Self { fault: classify(&source), source }
    }
}

fn classify(error: &DbErr) -> Fault {
    let runtime = match error {
        DbErr::Exec(e) | DbErr::Query(e) | DbErr::Conn(e) => e,
        DbErr::ConnectionAcquire(_) => return Fault::Unavailable,
        _ => return Fault::Other,
    };
    let RuntimeErr::SqlxError(error) = runtime else { return Fault::Other };
    let database = match &**error {
        sqlx::Error::Database(database) => database,
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_) => return Fault::Unavailable,
        _ => return Fault::Other,
    };
    let message = database.message();
    match database.code().as_deref().unwrap_or_default() {
        "23P01" => Fault::Overlap,
        "1811" if message.ends_with("occupancy_no_overlap") => Fault::Overlap,
        "23505" => Fault::Unique(database.constraint().unwrap_or(message).to_owned()),
        "2067" | "1555" => Fault::Unique(message.to_owned()),
        "23503" | "787" => Fault::ForeignKey,
        "23514" | "1811" | "275" => Fault::Check,
        "40P01" | "40001" | "55P03" | "5" | "261" | "517" | "773" | "6" | "262" => Fault::Contention,
        "53100" | "25006" | "13" | "8" | "1032" | "778" | "10" => Fault::Storage,
        code if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") || code == "14" => {
            Fault::Unavailable
        }
        _ => Fault::Other,
    }
}

impl Problem for DbError {
    fn code(&self) -> &'static str {
        match self.fault {
            Fault::Overlap => "not_free",
            Fault::Unique(_) => "already_exists",
            Fault::ForeignKey => "reference_missing",
            Fault::Check => "constraint",
            Fault::Contention => "busy",
            Fault::Unavailable => "database_away",
            Fault::Storage => "storage_full",
            Fault::Other => "internal",
        }
    }

    fn class(&self) -> Class {
        match self.fault {
            Fault::Overlap | Fault::Unique(_) => Class::Conflict,
            Fault::ForeignKey | Fault::Check => Class::Refused,
            Fault::Contention => Class::Unavailable { retry_after_s: 1 },
            Fault::Unavailable => Class::Unavailable { retry_after_s: 5 },
            Fault::Storage => Class::Unavailable { retry_after_s: 60 },
            Fault::Other => Class::Internal,
        }
    }
}
