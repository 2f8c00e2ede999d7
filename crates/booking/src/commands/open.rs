//! Opening a booking to change it: everything locked, in one order, then read.

use std::collections::BTreeSet;

use db::{Conn, WriteTx, sql::Raw};
use kernel::{BookableId, BookingId, Interval};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{
    BookingError, Engine,
    entity::booking,
    queries::{
        bookings::{self, Details, to_booking},
        load::{Loaded, Selection, load},
    },
};

/// The first of January 2200, after every year in which anything can be planned.
pub(crate) const FAR: i64 = 7_258_118_400_000_000;

/// Locks what the booking holds and `more` besides, then the booking itself, and reads it.
///
/// Units first and in the order of their ids, bookings after them: every command keeps to that, so none waits for one
/// that waits for it.
pub(crate) async fn open(
    engine: &Engine,
    tx: &WriteTx,
    id: BookingId,
    more: &[BookableId],
) -> Result<(Details, Loaded), BookingError> {
    let row = booking::Entity::find_by_id(id).one(tx).await?.ok_or(BookingError::NotFound("booking"))?;
    let mut held: BTreeSet<BookableId> = claimed(tx.into(), &[id]).await?;
    held.extend(to_booking(row)?.picks.iter().map(|pick| pick.id));
    held.extend(more);
    let all = Interval { start: kernel::Instant::from_micros(0), end: kernel::Instant::from_micros(FAR) };
    let loaded = load(engine, tx.into(), &Selection::of(&held.iter().copied().collect::<Vec<_>>()), all).await?;
    lock(tx, &[id]).await?;
    let details = bookings::read(tx.into(), id, &loaded).await?;
    let unlocked =
        details.occurrences.iter().flat_map(|date| &date.claims).any(|claim| !held.contains(&claim.bookable));
    if unlocked { Err(BookingError::Stale) } else { Ok((details, loaded)) }
}

/// What the dates of these bookings claim.
pub(crate) async fn claimed(conn: Conn<'_>, ids: &[BookingId]) -> Result<BTreeSet<BookableId>, BookingError> {
    let mut held = BTreeSet::new();
    if ids.is_empty() {
        return Ok(held);
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT DISTINCT c.bookable_id FROM claim c JOIN occurrence o ON o.id = c.occurrence_id WHERE o.booking_id IN (")
        .bind_all(ids.iter().map(|id| id.0))
        .push(")");
    for row in conn.query_all_raw(sql.build()).await? {
        held.insert(row.try_get("", "bookable_id")?);
    }
    Ok(held)
}

/// Locks bookings in the order of their ids. On SQLite the transaction itself is the lock.
pub(crate) async fn lock(tx: &WriteTx, ids: &[BookingId]) -> Result<(), BookingError> {
    if tx.get_database_backend() == sea_orm::DbBackend::Postgres && !ids.is_empty() {
        let mut sql = Raw::new(tx);
        sql.push("SELECT id FROM booking WHERE id IN (")
            .bind_all(ids.iter().map(|id| id.0))
            .push(") ORDER BY id FOR NO KEY UPDATE");
        tx.query_all_raw(sql.build()).await?;
    }
    Ok(())
}
