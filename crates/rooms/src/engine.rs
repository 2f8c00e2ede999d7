//! What rooms read from the booking engine's tables.

use std::collections::{BTreeSet, HashMap};

use db::{Conn, DbError, sql::Raw};
use kernel::{BookableId, Instant, OccurrenceId, PlaceId, UnitId};
use sea_orm::ConnectionTrait;

use crate::error::StillBooked;

/// How many of the dates that keep a room from being retired are listed.
const LISTED: usize = 20;

/// A room as the engine knows it.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    pub(crate) id: BookableId,
    pub(crate) site: PlaceId,
    pub(crate) retired: bool,
}

/// The rooms with those codes; unknown ones are left out.
pub(crate) async fn rooms_by_code(conn: Conn<'_>, codes: &[String]) -> Result<HashMap<String, Known>, DbError> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT b.id, b.code, b.site_id, b.retired_at FROM bookable b JOIN room r ON r.id = b.id WHERE b.code IN (",
    )
    .bind_all(codes.iter().map(String::as_str))
    .push(")");
    let mut found = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let retired = row.try_get::<Option<Instant>>("", "retired_at")?.is_some();
        let known = Known { id: row.try_get("", "id")?, site: row.try_get("", "site_id")?, retired };
        found.insert(row.try_get("", "code")?, known);
    }
    Ok(found)
}

/// Whether anything that can be booked, or a unit of it, has the code or had it.
pub(crate) async fn is_code_taken(conn: Conn<'_>, code: &str) -> Result<bool, DbError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT 1 AS one FROM bookable WHERE code = ").bind(code);
    sql.push(" UNION ALL SELECT 1 AS one FROM unit WHERE code = ").bind(code);
    Ok(conn.query_one_raw(sql.build()).await?.is_some())
}

/// The dates to come that hold a room: how many, and the first of them.
pub(crate) async fn dates_to_come(
    conn: Conn<'_>,
    room: BookableId,
    now: Instant,
) -> Result<(u64, Vec<StillBooked>), DbError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT o.id, o.starts_at, o.ends_at FROM claim c JOIN occurrence o ON o.id = c.occurrence_id WHERE c.bookable_id = ")
        .bind(room.0)
        .push(" AND o.state IN ('held', 'requested', 'confirmed', 'in_use') AND o.ends_at > ")
        .bind(now.micros())
        .push(" ORDER BY o.starts_at, o.id");
    let rows = conn.query_all_raw(sql.build()).await?;
    let first = rows
        .iter()
        .take(LISTED)
        .map(|row| {
            Ok(StillBooked {
                occurrence_id: row.try_get::<OccurrenceId>("", "id")?,
                starts_at: row.try_get("", "starts_at")?,
                ends_at: row.try_get("", "ends_at")?,
            })
        })
        .collect::<Result<_, sea_orm::DbErr>>()?;
    Ok((rows.len() as u64, first))
}

/// Which other rooms share a unit with each of these: pairs in order.
pub(crate) async fn overlaps(conn: Conn<'_>, rooms: &[BookableId]) -> Result<Vec<(BookableId, BookableId)>, DbError> {
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT DISTINCT mine.bookable_id AS mine, theirs.bookable_id AS theirs FROM bookable_unit mine \
         JOIN bookable_unit theirs ON theirs.unit_id = mine.unit_id AND theirs.bookable_id <> mine.bookable_id \
         JOIN bookable b ON b.id = theirs.bookable_id \
         WHERE b.kind = 'room' AND b.retired_at IS NULL AND mine.bookable_id IN (",
    )
    .bind_all(rooms.iter().map(|id| id.0))
    .push(") ORDER BY 1, 2");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows
        .iter()
        .map(|row| Ok((row.try_get("", "mine")?, row.try_get("", "theirs")?)))
        .collect::<Result<_, sea_orm::DbErr>>()?)
}

/// The places each of these rooms lies under, as pairs of room and place from the site down.
pub(crate) async fn places_above(conn: Conn<'_>, rooms: &[BookableId]) -> Result<Vec<(BookableId, PlaceId)>, DbError> {
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT s.bookable_id, s.scope_id FROM bookable_scope s WHERE s.scope_id <> s.bookable_id AND s.bookable_id IN (",
    )
    .bind_all(rooms.iter().map(|id| id.0))
    .push(") ORDER BY s.bookable_id, s.depth");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows
        .iter()
        .map(|row| Ok((row.try_get("", "bookable_id")?, row.try_get("", "scope_id")?)))
        .collect::<Result<_, sea_orm::DbErr>>()?)
}

/// The units of all rooms.
pub(crate) async fn units_of_rooms(conn: Conn<'_>) -> Result<HashMap<BookableId, BTreeSet<UnitId>>, DbError> {
    let mut sql = Raw::new(&conn);
    sql.push("SELECT u.bookable_id, u.unit_id FROM bookable_unit u JOIN room r ON r.id = u.bookable_id");
    let mut units: HashMap<BookableId, BTreeSet<UnitId>> = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        units.entry(row.try_get("", "bookable_id")?).or_default().insert(row.try_get("", "unit_id")?);
    }
    Ok(units)
}
