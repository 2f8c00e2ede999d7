//! One type for "whatever may be read from": the pool or an open write transaction.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement};

use crate::{Db, WriteTx};

/// A connection to read from. Traits that cannot be generic (`booking::Kind`) take this.
#[derive(Debug, Clone, Copy)]
pub enum Conn<'a> {
    /// The pool: each statement sees what is committed when it starts.
    Pool(&'a DatabaseConnection),
    /// Inside a write transaction.
    Tx(&'a WriteTx),
}

impl Conn<'_> {
    /// Whether this is inside a write transaction.
    #[must_use]
    pub const fn is_write(self) -> bool {
        matches!(self, Self::Tx(_))
    }
}

impl<'a> From<&'a Db> for Conn<'a> {
    fn from(db: &'a Db) -> Self {
        Self::Pool(db.read())
    }
}

impl<'a> From<&'a WriteTx> for Conn<'a> {
    fn from(tx: &'a WriteTx) -> Self {
        Self::Tx(tx)
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Conn<'_> {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Pool(conn) => conn.get_database_backend(),
            Self::Tx(conn) => conn.get_database_backend(),
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::Pool(conn) => conn.execute_raw(statement).await,
            Self::Tx(conn) => conn.execute_raw(statement).await,
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::Pool(conn) => conn.execute_unprepared(sql).await,
            Self::Tx(conn) => conn.execute_unprepared(sql).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Pool(conn) => conn.query_one_raw(statement).await,
            Self::Tx(conn) => conn.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Pool(conn) => conn.query_all_raw(statement).await,
            Self::Tx(conn) => conn.query_all_raw(statement).await,
        }
    }
}
