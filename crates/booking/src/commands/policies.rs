//! Setting policies and closed days.

use std::collections::HashSet;

use chrono::NaiveDate;
use db::WriteTx;
use kernel::{Ctx, Entry, Instant, Names, ScopeId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use serde_json::json;
use uuid::Uuid;

use crate::{
    BookingError,
    entity::{closed_day, policy},
    model::policy::{ClosedDay, PolicyParts},
    policy::Permission,
};

/// Sets what holds at a scope from an instant on. A version with the same instant is replaced; dates that are booked
/// already stay as they are.
pub async fn set_policy(
    tx: &WriteTx,
    cx: &Ctx,
    scope: ScopeId,
    chain: &[Uuid],
    valid_from: Instant,
    parts: &PolicyParts,
) -> Result<(), BookingError> {
    Permission::SetPolicy.require(&cx.actor, chain)?;
    put_policy(tx, cx, scope, valid_from, parts).await
}

/// The same for an actor of whom it is known that they may ([`Kind::require_policy`](crate::Kind::require_policy)).
pub async fn put_policy(
    tx: &WriteTx,
    cx: &Ctx,
    scope: ScopeId,
    valid_from: Instant,
    parts: &PolicyParts,
) -> Result<(), BookingError> {
    parts.check()?;
    let row = policy::ActiveModel {
        id: Set(cx.ids.next()),
        scope_id: Set(scope),
        valid_from: Set(valid_from),
        parts: Set(serde_json::to_string(parts).expect("a policy is JSON")),
        created_by: Set(cx.actor.person),
        created_at: Set(cx.now),
    };
    let replace = OnConflict::columns([policy::Column::ScopeId, policy::Column::ValidFrom])
        .update_columns([policy::Column::Parts, policy::Column::CreatedBy, policy::Column::CreatedAt])
        .to_owned();
    policy::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    tx.record(Entry::new("policy.set", "scope", scope.0).data(json!({ "valid_from": valid_from, "parts": parts })));
    Ok(())
}

/// Adds a closed day to a scope by hand, or renames one.
pub async fn add_closed_day(
    tx: &WriteTx,
    cx: &Ctx,
    scope: ScopeId,
    chain: &[Uuid],
    day: &ClosedDay,
) -> Result<(), BookingError> {
    Permission::SetPolicy.require(&cx.actor, chain)?;
    put(tx, scope, [(day.day, day.names.clone())], "manual", true).await?;
    tx.record(Entry::new("closed_day.added", "scope", scope.0).data(json!({ "day": day.day, "names": day.names })));
    Ok(())
}

/// Opens a scope on a day that was closed. A computed day that was removed stays removed.
pub async fn remove_closed_day(
    tx: &WriteTx,
    cx: &Ctx,
    scope: ScopeId,
    chain: &[Uuid],
    day: NaiveDate,
) -> Result<(), BookingError> {
    Permission::SetPolicy.require(&cx.actor, chain)?;
    let removed = closed_day::Entity::update_many()
        .col_expr(closed_day::Column::Removed, sea_orm::sea_query::Expr::value(true))
        .filter(closed_day::Column::ScopeId.eq(scope))
        .filter(closed_day::Column::Day.eq(day.to_string()))
        .filter(closed_day::Column::Removed.eq(false))
        .exec(tx)
        .await?;
    if removed.rows_affected == 0 {
        return Err(BookingError::NotFound("closed_day"));
    }
    tx.record(Entry::new("closed_day.removed", "scope", scope.0).data(json!({ "day": day })));
    Ok(())
}

/// Adds computed days (public holidays) that the scope does not know yet; what was changed by hand stays. Answers how many
/// were new.
pub async fn fill_closed_days(tx: &WriteTx, scope: ScopeId, days: &[ClosedDay]) -> Result<u64, BookingError> {
    let known: HashSet<String> = closed_day::Entity::find()
        .filter(closed_day::Column::ScopeId.eq(scope))
        .all(tx)
        .await?
        .into_iter()
        .map(|row| row.day)
        .collect();
    let fresh: Vec<_> = days
        .iter()
        .filter(|day| !known.contains(&day.day.to_string()))
        .map(|day| (day.day, day.names.clone()))
        .collect();
    let count = fresh.len() as u64;
    if count > 0 {
        put(tx, scope, fresh, "computed", false).await?;
        tx.record(Entry::new("closed_day.computed", "scope", scope.0).data(json!({ "count": count })));
    }
    Ok(count)
}

async fn put(
    tx: &WriteTx,
    scope: ScopeId,
    days: impl IntoIterator<Item = (NaiveDate, Names)>,
    source: &str,
    overwrite: bool,
) -> Result<(), BookingError> {
    let rows = days.into_iter().map(|(day, names)| closed_day::ActiveModel {
        scope_id: Set(scope),
        day: Set(day.to_string()),
        names: Set(names),
        source: Set(source.to_owned()),
        removed: Set(false),
    });
    let mut conflict = OnConflict::columns([closed_day::Column::ScopeId, closed_day::Column::Day]);
    if overwrite {
        conflict.update_columns([closed_day::Column::Names, closed_day::Column::Source, closed_day::Column::Removed]);
    } else {
        conflict.do_nothing();
    }
    closed_day::Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(tx).await?;
    Ok(())
}
