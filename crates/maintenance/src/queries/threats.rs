//! Which bookings depend on a place: those of rooms that lie in it, that take up a space in it, or that contain it.

use std::collections::HashMap;

use booking::{model::booking::Visibility, policy::sees_details, queries::known};
use db::sql::Raw;
use kernel::{
    BookableId, BookingId, Ctx, Instant, Interval, Names, OccurrenceId, PersonId, PlaceId, id::InstallationId,
};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use crate::TicketError;

/// How many bookings are listed.
const LISTED: i64 = 50;

/// A booking that depends on the place.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = TicketThreat)]
pub(crate) struct Threat {
    /// Which date.
    occurrence_id: OccurrenceId,
    /// Of which booking; null where the caller may not see it.
    booking_id: Option<BookingId>,
    /// What it is; null where the caller may not see it: it is shown as reserved.
    title: Option<String>,
    /// Who hosts it; null where the caller may not see it.
    host_name: Option<String>,
    /// When it starts.
    starts_at: Instant,
    /// When it ends.
    ends_at: Instant,
    /// Whether it is going on.
    in_use: bool,
    /// What is booked; null where the caller may not know of it.
    bookable_id: Option<BookableId>,
    /// Its code; null where the caller may not know of it.
    bookable_code: Option<String>,
    /// Its name in the caller's language; null where the caller may not know of it.
    bookable_name: Option<String>,
}

/// Opens the statement with the bookables that depend on each of the places: `hit (root, bookable_id)`.
fn dependents(sql: &mut Raw, places: &[PlaceId]) {
    sql.push("WITH RECURSIVE root (id) AS (SELECT id FROM place WHERE id IN (")
        .bind_all(places.iter().map(|place| place.0));
    sql.push(
        ")), down (root, id) AS (SELECT id, id FROM root UNION ALL SELECT down.root, p.id FROM place p JOIN down ON p.parent_id = down.id), \
         up (root, id) AS (SELECT id, id FROM root UNION ALL SELECT up.root, p.parent_id FROM place p JOIN up ON p.id = up.id \
         WHERE p.parent_id IS NOT NULL), \
         hit (root, bookable_id) AS (SELECT root.id, s.bookable_id FROM root JOIN bookable_scope s ON s.scope_id = root.id \
         UNION SELECT down.root, r.room_id FROM down JOIN room_space r ON r.place_id = down.id \
         UNION SELECT up.root, r.room_id FROM up JOIN room_space r ON r.place_id = up.id) ",
    );
}

/// For each of the places the first instant from `now` on at which a certain booking holds something that depends on it;
/// places without one before `until` are left out. One statement however many they are.
pub(crate) async fn next_bookings(
    conn: &impl ConnectionTrait,
    places: &[PlaceId],
    now: Instant,
    until: Instant,
) -> Result<HashMap<PlaceId, Instant>, TicketError> {
    if places.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Raw::new(conn);
    dependents(&mut sql, places);
    sql.push("SELECT hit.root AS root, MIN(c.blocked_from) AS first FROM hit JOIN claim c ON c.bookable_id = hit.bookable_id \
         JOIN occurrence o ON o.id = c.occurrence_id WHERE o.state IN ('confirmed', 'in_use') AND c.blocked_to > ");
    sql.bind(now.micros()).push(" AND c.blocked_from < ").bind(until.micros()).push(" GROUP BY hit.root");
    let mut first = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        first.insert(row.try_get("", "root")?, row.try_get("", "first")?);
    }
    Ok(first)
}

/// The first bookings within a span that depend on a place, in order. Those in rooms that the caller may not know of are
/// shown too, because they matter to the work, but nothing of them except when they are.
pub(crate) async fn threats(
    conn: &impl ConnectionTrait,
    cx: &Ctx,
    place: PlaceId,
    span: Interval,
) -> Result<Vec<Threat>, TicketError> {
    let mut sql = Raw::new(conn);
    dependents(&mut sql, &[place]);
    sql.push("SELECT o.id, o.starts_at, o.ends_at, o.state, COALESCE(o.title, b.title) AS title, b.id AS booking_id, b.host_id, b.created_by, \
         b.visibility, h.name AS host_name, k.id AS bookable_id, k.code, k.names, k.site_id \
         FROM hit JOIN claim c ON c.bookable_id = hit.bookable_id JOIN occurrence o ON o.id = c.occurrence_id \
         JOIN booking b ON b.id = o.booking_id JOIN person h ON h.id = b.host_id JOIN bookable k ON k.id = c.bookable_id \
         WHERE o.state IN ('confirmed', 'in_use') AND c.blocked_to > ");
    sql.bind(span.start.micros()).push(" AND c.blocked_from < ").bind(span.end.micros());
    sql.push(" ORDER BY o.starts_at, o.id, k.code LIMIT ").bind(LISTED);
    let rows = conn.query_all_raw(sql.build()).await?;
    let booked: Vec<BookableId> =
        rows.iter().map(|row| row.try_get("", "bookable_id")).collect::<Result<_, sea_orm::DbErr>>()?;
    let known = known(conn, &cx.actor, &booked, cx.now).await?;
    let read = |row: &sea_orm::QueryResult| -> Result<Threat, sea_orm::DbErr> {
        let host: PersonId = row.try_get("", "host_id")?;
        let created_by: Option<PersonId> = row.try_get("", "created_by")?;
        let visibility: Visibility = row.try_get("", "visibility")?;
        let site: PlaceId = row.try_get("", "site_id")?;
        let bookable_id: BookableId = row.try_get("", "bookable_id")?;
        let sees = |visibility| sees_details(&cx.actor, host, created_by, visibility, &[site.0, bookable_id.0]);
        // Whoever may see even a confidential booking made it, or it is for them.
        let known = known.contains(&bookable_id) || sees(Visibility::Confidential);
        let seen = known && sees(visibility);
        let names: Names = row.try_get("", "names")?;
        let state: String = row.try_get("", "state")?;
        let shown = |text: String| Some(text).filter(|_| seen);
        Ok(Threat {
            occurrence_id: row.try_get("", "id")?,
            booking_id: Some(row.try_get("", "booking_id")?).filter(|_| seen),
            title: shown(row.try_get("", "title")?),
            host_name: shown(row.try_get("", "host_name")?),
            starts_at: row.try_get("", "starts_at")?,
            ends_at: row.try_get("", "ends_at")?,
            in_use: state == "in_use",
            bookable_id: Some(bookable_id).filter(|_| known),
            bookable_code: Some(row.try_get("", "code")?).filter(|_| known),
            bookable_name: Some(names.get(cx.lang).to_owned()).filter(|_| known),
        })
    };
    Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
}

/// Where an installation stands, or the place itself, with its site.
pub(crate) async fn about(
    conn: &impl ConnectionTrait,
    place: Option<PlaceId>,
    installation: Option<InstallationId>,
) -> Result<Option<(PlaceId, PlaceId)>, TicketError> {
    let mut sql = Raw::new(conn);
    match (installation, place) {
        (Some(id), _) => sql.push("SELECT place_id AS id, site_id FROM installation WHERE id = ").bind(id.0),
        (None, Some(id)) => sql.push("SELECT id, site_id FROM place WHERE id = ").bind(id.0),
        (None, None) => return Ok(None),
    };
    let Some(row) = conn.query_one_raw(sql.build()).await? else { return Ok(None) };
    Ok(Some((row.try_get("", "id")?, row.try_get("", "site_id")?)))
}
