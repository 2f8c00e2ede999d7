//! Policies and closed days as they are kept.

use chrono::NaiveDate;
use db::Conn;
use kernel::{BookableId, Instant, Names, PersonId, ScopeId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    BookingError,
    entity::{bookable, closed_day, policy},
    model::policy::PolicyParts,
};

/// One version at one scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The scope.
    pub scope: ScopeId,
    /// From when it holds.
    pub valid_from: Instant,
    /// What it says.
    pub parts: PolicyParts,
    /// Who set it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Instant,
}

/// All versions at a scope, oldest first.
pub async fn versions(conn: Conn<'_>, scope: ScopeId) -> Result<Vec<Version>, BookingError> {
    let rows = policy::Entity::find()
        .filter(policy::Column::ScopeId.eq(scope))
        .order_by_asc(policy::Column::ValidFrom)
        .all(&conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let parts = serde_json::from_str(&row.parts)
                .map_err(|error| sea_orm::DbErr::Type(format!("policy {}: {error}", row.id)))?;
            Ok(Version {
                scope: row.scope_id,
                valid_from: row.valid_from,
                parts,
                created_by: row.created_by,
                created_at: row.created_at,
            })
        })
        .collect()
}

/// A closed day as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptClosedDay {
    /// Which day.
    pub day: NaiveDate,
    /// What it is called.
    pub names: Names,
    /// Whether it was computed (a public holiday) rather than set by hand.
    pub computed: bool,
}

/// The closed days of a scope in `[from, to]`, in order.
pub async fn closed_days(
    conn: Conn<'_>,
    scope: ScopeId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<KeptClosedDay>, BookingError> {
    let rows = closed_day::Entity::find()
        .filter(closed_day::Column::ScopeId.eq(scope))
        .filter(closed_day::Column::Removed.eq(false))
        .filter(closed_day::Column::Day.between(from.to_string(), to.to_string()))
        .order_by_asc(closed_day::Column::Day)
        .all(&conn)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(KeptClosedDay { day: row.day.parse().ok()?, names: row.names, computed: row.source == "computed" })
        })
        .collect())
}

/// The kind of the bookable that a scope is; `None` = it is none.
pub async fn kind_of(conn: Conn<'_>, scope: ScopeId) -> Result<Option<String>, BookingError> {
    let row = bookable::Entity::find_by_id(BookableId(scope.0)).one(&conn).await?;
    Ok(row.map(|row| row.kind))
}
