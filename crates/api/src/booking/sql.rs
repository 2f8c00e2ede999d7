//! What the lists need besides the engine's queries: bookings as lines, and decisions of many dates.

use std::collections::HashMap;

use booking::{
    BookingError,
    model::booking::ApprovalState,
    queries::bookings::{ApprovalLine, Whose},
};
use db::{Conn, sql::Raw};
use kernel::{BookableId, BookingId, Ctx, Instant, OccurrenceId};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Which bookings to list.
#[derive(Debug)]
pub(super) struct LineSearch {
    pub(super) whose: Whose,
    pub(super) from: Option<Instant>,
    pub(super) to: Option<Instant>,
    pub(super) text: Option<String>,
    /// Latest first instead of earliest first.
    pub(super) newest_first: bool,
    /// Only lines behind this one, in the direction of the list.
    pub(super) after: Option<(Instant, BookingId)>,
}

/// A booking as a line of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) booking: BookingId,
    /// Its place in the list: its first date of the span, or its last where the latest come first.
    pub(super) at: Instant,
    /// How many dates it has, without those that were left out.
    pub(super) count: i64,
    pub(super) next: Option<OccurrenceId>,
    pub(super) last: Option<OccurrenceId>,
}

/// Bookings with a date in the span, a page at a time. Two statements.
pub(super) async fn lines(
    conn: Conn<'_>,
    cx: &Ctx,
    search: &LineSearch,
    limit: u64,
) -> Result<Vec<Line>, BookingError> {
    let LineSearch { whose, from, to, text, newest_first, after } = search;
    let (pick, compare, order) = if *newest_first { ("MAX", "<", "DESC") } else { ("MIN", ">", "ASC") };
    let mut sql = Raw::new(&conn);
    sql.push(&format!(
        "SELECT l.id, l.at FROM (SELECT b.id AS id, {pick}(o.starts_at) AS at FROM booking b JOIN occurrence o ON o.booking_id = b.id WHERE "
    ));
    match whose {
        Whose::Mine => {
            let me: Vec<Uuid> = cx.actor.person.iter().chain(&cx.actor.acts_for).map(|id| id.0).collect();
            if me.is_empty() {
                return Ok(vec![]);
            }
            sql.push("(b.host_id IN (").bind_all(me.iter().copied()).push(") OR b.created_by = ").bind(me[0]).push(")");
        }
        Whose::Site(site) => {
            sql.push("EXISTS (SELECT 1 FROM claim c JOIN bookable k ON k.id = c.bookable_id WHERE c.occurrence_id = o.id AND k.site_id = ")
                .bind(site.0)
                .push(")");
        }
        Whose::Host(host) => {
            sql.push("b.host_id = ").bind(host.0);
        }
    }
    if let Some(from) = from {
        sql.push(" AND o.ends_at > ").bind(from.micros());
    }
    if let Some(to) = to {
        sql.push(" AND o.starts_at < ").bind(to.micros());
    }
    if let Some(text) = text {
        let literal = kernel::search_key(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND b.search_key LIKE ").bind(format!("%{literal}%")).push(" ESCAPE '\\'");
    }
    sql.push(" GROUP BY b.id) l");
    if let Some((at, id)) = after {
        sql.push(&format!(" WHERE (l.at {compare} ")).bind(at.micros()).push(" OR (l.at = ").bind(at.micros());
        sql.push(&format!(" AND l.id {compare} ")).bind(id.0).push("))");
    }
    sql.push(&format!(" ORDER BY l.at {order}, l.id {order} LIMIT ")).bind(i64::try_from(limit).unwrap_or(i64::MAX));
    let mut lines = Vec::new();
    for row in conn.query_all_raw(sql.build()).await? {
        lines.push(Line {
            booking: row.try_get("", "id")?,
            at: row.try_get("", "at")?,
            count: 0,
            next: None,
            last: None,
        });
    }
    add_ends(conn, cx, &mut lines).await?;
    Ok(lines)
}

/// How many dates each booking has, and which of them is the next and which the last.
async fn add_ends(conn: Conn<'_>, cx: &Ctx, lines: &mut [Line]) -> Result<(), BookingError> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT id, booking_id, is_next, next_rank, last_rank, n FROM (SELECT o.id, o.booking_id, CASE WHEN ")
        .push("o.state IN ('held', 'requested', 'confirmed', 'in_use') AND o.ends_at > ")
        .bind(cx.now.micros())
        .push(" THEN 1 ELSE 0 END AS is_next, ROW_NUMBER() OVER (PARTITION BY o.booking_id ORDER BY CASE WHEN ")
        .push("o.state IN ('held', 'requested', 'confirmed', 'in_use') AND o.ends_at > ")
        .bind(cx.now.micros())
        .push(" THEN 0 ELSE 1 END, o.starts_at, o.id) AS next_rank, ")
        .push("ROW_NUMBER() OVER (PARTITION BY o.booking_id ORDER BY o.starts_at DESC, o.id DESC) AS last_rank, ")
        .push("COUNT(*) OVER (PARTITION BY o.booking_id) AS n FROM occurrence o WHERE o.state <> 'skipped' AND o.booking_id IN (")
        .bind_all(lines.iter().map(|line| line.booking.0))
        .push(")) ends WHERE next_rank = 1 OR last_rank = 1");
    for row in conn.query_all_raw(sql.build()).await? {
        let booking: BookingId = row.try_get("", "booking_id")?;
        let id: OccurrenceId = row.try_get("", "id")?;
        let Some(line) = lines.iter_mut().find(|line| line.booking == booking) else { continue };
        line.count = row.try_get("", "n")?;
        let is_next: i32 = row.try_get("", "is_next")?;
        if row.try_get::<i64>("", "next_rank")? == 1 && is_next == 1 {
            line.next = Some(id);
        }
        if row.try_get::<i64>("", "last_rank")? == 1 {
            line.last = Some(id);
        }
    }
    Ok(())
}

/// The decisions that these dates asked for. One statement.
pub(super) async fn approvals_of(conn: Conn<'_>, dates: &[OccurrenceId]) -> Result<Vec<ApprovalLine>, BookingError> {
    if dates.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT id, occurrence_id, bookable_id, stage, state, requested_at, decided_by, decided_at, reason FROM approval \
         WHERE occurrence_id IN (",
    )
    .bind_all(dates.iter().map(|id| id.0))
    .push(") ORDER BY requested_at, id");
    let mut lines = Vec::new();
    for row in conn.query_all_raw(sql.build()).await? {
        lines.push(ApprovalLine {
            id: row.try_get("", "id")?,
            occurrence: row.try_get("", "occurrence_id")?,
            bookable: row.try_get("", "bookable_id")?,
            stage: row.try_get("", "stage")?,
            state: row.try_get::<ApprovalState>("", "state")?,
            requested_at: row.try_get("", "requested_at")?,
            decided_by: row.try_get("", "decided_by")?,
            decided_at: row.try_get("", "decided_at")?,
            reason: row.try_get("", "reason")?,
        });
    }
    Ok(lines)
}

/// The seats of the largest layout of each room. One statement.
pub(super) async fn capacities(conn: Conn<'_>, rooms: &[BookableId]) -> Result<HashMap<BookableId, i64>, BookingError> {
    if rooms.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT room_id, MAX(capacity) AS capacity FROM layout WHERE NOT retired AND room_id IN (")
        .bind_all(rooms.iter().map(|id| id.0))
        .push(") GROUP BY room_id");
    let rows = conn.query_all_raw(sql.build()).await?;
    Ok(rows
        .iter()
        .map(|row| Ok((row.try_get("", "room_id")?, row.try_get("", "capacity")?)))
        .collect::<Result<_, sea_orm::DbErr>>()?)
}
