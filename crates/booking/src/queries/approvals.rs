//! What waits for the actor's decision.

use db::{Conn, sql::Raw};
use kernel::{ApprovalId, BookableId, Ctx, Instant, Interval, OccurrenceId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    bookings::by_ids,
    load::{Loaded, Selection, load},
};
use crate::{
    BookingError, Engine,
    entity::approval,
    model::booking::{ApprovalState, Booking, Occurrence},
};

/// One request that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Which one.
    pub id: ApprovalId,
    /// Which stage, from 1.
    pub stage: i64,
    /// The bookable that is asked for.
    pub bookable: BookableId,
    /// Since when.
    pub requested_at: Instant,
    /// The date.
    pub occurrence: Occurrence,
    /// Its booking.
    pub booking: Booking,
    /// Other requests for the same time.
    pub competing: Vec<OccurrenceId>,
}

/// Requests that wait for the actor, the soonest date first, with the bookables they are about. `after` is the start and
/// the id of the last of the page before.
pub async fn waiting(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    after: Option<(Instant, ApprovalId)>,
    limit: usize,
) -> Result<(Vec<Waiting>, Loaded), BookingError> {
    let mine = decides_on(engine, conn, cx, Selection { with_retired: true, ..Selection::default() }).await?;
    let mut rows = vec![];
    if !mine.is_empty() {
        let mut sql = Raw::new(&conn);
        sql.push(
            "SELECT a.id, a.occurrence_id, a.bookable_id, a.stage, a.requested_at FROM approval a \
             JOIN occurrence o ON o.id = a.occurrence_id WHERE a.state = 'pending' AND a.bookable_id IN (",
        )
        .bind_all(mine.iter().map(|id| id.0))
        .push(")");
        if let Some((at, id)) = after {
            sql.push(" AND (o.starts_at > ").bind(at.micros()).push(" OR (o.starts_at = ").bind(at.micros());
            sql.push(" AND a.id > ").bind(id.0).push("))");
        }
        sql.push(" ORDER BY o.starts_at, a.id LIMIT ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
        rows = conn.query_all_raw(sql.build()).await?;
    }
    let mut lines: Vec<(ApprovalId, OccurrenceId, BookableId, i64, Instant)> = vec![];
    for row in rows {
        lines.push((
            row.try_get("", "id")?,
            row.try_get("", "occurrence_id")?,
            row.try_get("", "bookable_id")?,
            row.try_get("", "stage")?,
            row.try_get("", "requested_at")?,
        ));
    }
    let ids: Vec<OccurrenceId> = lines.iter().map(|line| line.1).collect();
    // Whoever must decide has to see what about, so the page is read as the system and narrowed above.
    let system = Ctx { actor: kernel::Actor::system(), ..cx.clone() };
    let (dates, loaded) = by_ids(engine, conn, &system, &ids).await?;
    let competing = competing(conn, &ids).await?;
    let found = lines
        .into_iter()
        .filter_map(|(id, occurrence, bookable, stage, requested_at)| {
            let (occurrence, booking) = dates.iter().find(|(date, _)| date.id == occurrence)?.clone();
            let competing =
                competing.iter().filter(|(one, _)| *one == occurrence.id).map(|(_, other)| *other).collect();
            Some(Waiting { id, stage, bookable, requested_at, occurrence, booking, competing })
        })
        .collect();
    Ok((found, loaded))
}

/// Whether the actor is asked to decide about a date: they see what it is about.
pub(super) async fn is_asked(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    date: OccurrenceId,
) -> Result<bool, BookingError> {
    let pending = approval::Entity::find()
        .filter(approval::Column::OccurrenceId.eq(date))
        .filter(approval::Column::State.eq(ApprovalState::Pending));
    let asked: Vec<BookableId> = pending.all(&conn).await?.into_iter().map(|row| row.bookable_id).collect();
    Ok(!asked.is_empty() && !decides_on(engine, conn, cx, Selection::of(&asked)).await?.is_empty())
}

/// Those of some bookables on which the actor decides.
async fn decides_on(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    among: Selection,
) -> Result<Vec<BookableId>, BookingError> {
    let span = Interval { start: cx.now, end: cx.now.plus_minutes(1) };
    let all = load(engine, conn, &among, span).await?;
    Ok(all
        .candidates
        .iter()
        .filter(|candidate| {
            let policy = candidate.policies.at(cx.now);
            policy.approval.stages.iter().any(|stage| stage.approvers.includes(&cx.actor, &candidate.chain))
                || crate::policy::Permission::ManageBookings.held_by(&cx.actor, &candidate.chain)
        })
        .map(|candidate| candidate.id)
        .collect())
}

/// Pairs of dates that ask for the same unit at the same time.
async fn competing(conn: Conn<'_>, ids: &[OccurrenceId]) -> Result<Vec<(OccurrenceId, OccurrenceId)>, BookingError> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut sql = Raw::new(&conn);
    sql.push(
        "SELECT DISTINCT a.cause_id AS one, b.cause_id AS other FROM occupancy a JOIN occupancy b \
         ON b.unit_id = a.unit_id AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at \
         AND NOT b.exclusive AND b.cause_id <> a.cause_id WHERE NOT a.exclusive AND a.cause_id IN (",
    )
    .bind_all(ids.iter().map(|id| id.0))
    .push(")");
    let mut pairs = vec![];
    for row in conn.query_all_raw(sql.build()).await? {
        pairs.push((row.try_get("", "one")?, row.try_get("", "other")?));
    }
    Ok(pairs)
}
