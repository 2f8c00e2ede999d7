//! Reading hundreds of rows at once.
//!
//! The SQLite driver hands each row from its own thread to ours, which costs several times what reading the row does. So
//! here the rows come packed in one JSON text (`docs/decisions/0009`). PostgreSQL sends its rows in batches anyway.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult};
use serde::de::DeserializeOwned;

use crate::sql::Raw;

/// A row of a wide read; declared with [`wide_row!`](crate::wide_row).
pub trait WideRow: FromQueryResult + DeserializeOwned {
    /// The columns it needs, by the names of its fields.
    const COLUMNS: &'static [&'static str];
}

/// Declares the row of a wide read. Fields are `Uuid`, `i64`, `String` and options of these: what both engines spell alike.
#[macro_export]
macro_rules! wide_row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($field:ident: $type:ty),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, sea_orm::FromQueryResult, serde::Deserialize)]
        $vis struct $name { $($field: $type),+ }

        impl $crate::wide::WideRow for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),+];
        }
    };
}

/// Runs a statement that selects the columns of `T`, under these names, and reads everything. The order is not kept.
pub async fn rows<T: WideRow>(conn: &impl ConnectionTrait, sql: Raw) -> Result<Vec<T>, DbErr> {
    if conn.get_database_backend() == DbBackend::Postgres {
        let rows = conn.query_all_raw(sql.build()).await?;
        return rows.iter().map(|row| T::from_query_result(row, "")).collect();
    }
    // A UUID is a blob there; its digits are what JSON can hold.
    let values: Vec<String> =
        T::COLUMNS.iter().map(|column| format!("iif(typeof({column}) = 'blob', hex({column}), {column})")).collect();
    let head = format!("SELECT json_group_array(json_array({})) AS packed FROM (", values.join(", "));
    let packed = conn.query_one_raw(sql.within(&head, ")").build()).await?;
    let packed: String =
        packed.ok_or_else(|| DbErr::RecordNotFound("packed rows".to_owned()))?.try_get("", "packed")?;
    serde_json::from_str(&packed).map_err(|error| DbErr::Type(format!("packed rows: {error}")))
}
