//! The few places where the dialects of the engines differ.

use std::fmt::Write as _;

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

/// A text of SQL that grows with its bound values, in the order of their places: `$1`, `$2`, … with their types for
/// PostgreSQL, `?` for SQLite, which looks numbered ones up one by one and is slow with hundreds.
#[derive(Debug)]
pub struct Raw {
    backend: DbBackend,
    text: String,
    values: Vec<Value>,
}

impl Raw {
    /// An empty text for the engine of that connection.
    pub fn new(conn: &impl ConnectionTrait) -> Self {
        Self { backend: conn.get_database_backend(), text: String::new(), values: Vec::new() }
    }

    /// Adds SQL as it stands.
    pub fn push(&mut self, sql: &str) -> &mut Self {
        self.text.push_str(sql);
        self
    }

    /// Adds a bound value.
    pub fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        let value = value.into();
        if self.backend == DbBackend::Postgres {
            let cast = match &value {
                Value::Uuid(_) => "::uuid",
                Value::BigInt(_) => "::bigint",
                Value::String(_) => "::text",
                _ => "",
            };
            let _ = write!(self.text, "${}{cast}", self.values.len() + 1);
        } else {
            self.text.push('?');
        }
        self.values.push(value);
        self
    }

    /// Adds bound values with commas between.
    pub fn bind_all(&mut self, values: impl IntoIterator<Item = impl Into<Value>>) -> &mut Self {
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.bind(value);
        }
        self
    }

    /// Adds text only where it is for PostgreSQL: row locks.
    pub fn push_postgres(&mut self, sql: &str) -> &mut Self {
        if self.backend == DbBackend::Postgres {
            self.text.push_str(sql);
        }
        self
    }

    /// The same text between two others.
    pub(crate) fn within(mut self, before: &str, after: &str) -> Self {
        self.text = [before, &*self.text, after].concat();
        self
    }

    /// The finished statement.
    #[must_use]
    pub fn build(self) -> Statement {
        Statement::from_sql_and_values(self.backend, self.text, self.values)
    }
}

/// How many values one statement may bind, the smaller of both engines' limits with room to spare.
pub const MAX_BINDS: usize = 30_000;
