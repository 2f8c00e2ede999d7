//! What time does by itself: rooms nobody came to are released, what is over is finished, what nobody decided expires.
//!
//! Nothing here depends on running at a certain moment: what a missed run left over, the next one does.

use std::collections::{BTreeMap, HashSet};

use db::{Conn, Db, Fault, sql::Raw};
use kernel::{BookableId, BookingId, Ctx, Entry, Instant};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{close::close_again, open::open, store};
use crate::{
    BookingError, Engine,
    model::{
        booking::Occurrence,
        state::{Move, State, WAS_NOT_THERE},
    },
    queries::load::Loaded,
};

/// How many bookings are looked up at once: only their ids, since each look reads all that is due.
const BATCH: usize = 5_000;

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// How many dates moved.
    pub moved: u64,
    /// How many bookings could not be dealt with; each stands in the log. The next run tries them again.
    pub failed: u64,
}

/// Makes every move that is due, one transaction a booking: one that is broken does not hold up the others. An error only
/// when the database is away.
pub async fn sweep(engine: &Engine, db: &Db, cx: &Ctx) -> Result<Swept, BookingError> {
    let mut swept = Swept::default();
    let mut last = None;
    loop {
        let due = due(db, cx, last).await?;
        for id in &due {
            match move_on(engine, db, cx, *id).await {
                Ok(moved) => swept.moved += moved,
                // Somebody changes it this instant; the next run will see it.
                Err(BookingError::Stale) => {}
                Err(BookingError::Db(error)) if *error.fault() == Fault::Contention => {}
                Err(BookingError::Db(error)) if *error.fault() == Fault::Unavailable => return Err(error.into()),
                Err(error) => {
                    tracing::error!(booking = %id, %error, "time cannot move this booking on; it is tried again");
                    swept.failed += 1;
                }
            }
        }
        last = due.last().copied();
        if due.len() < BATCH {
            return Ok(swept);
        }
    }
}

/// Makes the moves that are due for one booking. Answers how many dates moved.
async fn move_on(engine: &Engine, db: &Db, cx: &Ctx, id: BookingId) -> Result<u64, BookingError> {
    let tx = db.begin(cx).await?;
    let (details, loaded) = open(engine, &tx, id, &[]).await?;
    let released = details.occurrences.iter().filter(|date| due_moves(date, cx.now).contains(&Move::Release));
    let missing = missing(engine, (&tx).into(), &loaded, released).await?;
    let mut changed: Vec<Occurrence> = vec![];
    let mut moves = vec![];
    let mut waiting: Vec<Occurrence> = vec![];
    for mut date in details.occurrences {
        let from = date.state;
        let was_there = date.claims.iter().all(|claim| !missing.contains(&claim.bookable));
        if !was_there && let Some(at) = wait(&date, cx.now) {
            date.release_at = Some(at);
            waiting.push(date);
            continue;
        }
        for verb in due_moves(&date, cx.now) {
            date.state = date.state.step(verb)?;
        }
        if date.state != from {
            date.version += 1;
            if matches!(date.state, State::Released | State::Expired) {
                let why = match date.state {
                    State::Released if was_there => "nobody_checked_in",
                    State::Released => WAS_NOT_THERE,
                    _ => "nobody_decided",
                };
                date.reason = Some(why.to_owned());
            }
            date.release_at = date.release_at.filter(|_| date.state == State::Confirmed);
            moves.push(json!({ "id": date.id, "from": from, "to": date.state }));
            changed.push(date);
        }
    }
    if !waiting.is_empty() {
        store::put_occurrences(&tx, &waiting).await?;
    }
    if changed.is_empty() {
        if !waiting.is_empty() {
            tx.commit().await?;
        }
        return Ok(0);
    }
    let freed: Vec<_> = changed
        .iter()
        .filter(|date| matches!(date.state, State::Released | State::Expired))
        .map(|date| date.id)
        .collect();
    if !freed.is_empty() {
        let vacated = store::vacate(&tx, &freed.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
        close_again(&tx, cx, &vacated).await?;
        store::stop_asking(&tx, &freed).await?;
    }
    store::put_occurrences(&tx, &changed).await?;
    store::touch(&tx, id).await?;
    tx.record(Entry::new("booking.time_passed", "booking", id).data(json!({ "moves": moves })));
    tx.commit().await?;
    Ok(changed.len() as u64)
}

/// What these dates hold that nobody can be given now.
async fn missing(
    engine: &Engine,
    conn: Conn<'_>,
    loaded: &Loaded,
    dates: impl Iterator<Item = &Occurrence>,
) -> Result<HashSet<BookableId>, BookingError> {
    let mut by_kind: BTreeMap<&str, Vec<BookableId>> = BTreeMap::new();
    for candidate in dates.flat_map(|date| &date.claims).filter_map(|claim| loaded.get(claim.bookable)) {
        by_kind.entry(&candidate.kind).or_default().push(candidate.id);
    }
    let mut missing = HashSet::new();
    for (kind, ids) in by_kind {
        if let Some(kind) = engine.kind(kind) {
            missing.extend(kind.missing(conn, &ids).await?);
        }
    }
    Ok(missing)
}

/// Until when a date waits for what it should have by now: as long again as anybody may take to come, but not beyond its end.
fn wait(date: &Occurrence, now: Instant) -> Option<Instant> {
    let until = date.release_at.filter(|at| date.state == State::Confirmed && *at <= now)?;
    let minutes = until.minutes_since(date.starts_at).max(1);
    (date.ends_at > now).then(|| now.plus_minutes(minutes).min(date.ends_at))
}

/// Bookings with a date that time should move, in the order of their ids; with `after` only those behind that one.
async fn due(db: &Db, cx: &Ctx, after: Option<BookingId>) -> Result<Vec<BookingId>, BookingError> {
    // SQLite uses a partial index only where the query repeats the condition of the index word for word.
    const OPEN: &str = "SELECT booking_id FROM occurrence \
         WHERE state IN ('held', 'requested', 'confirmed', 'in_use') AND starts_at <= ";
    let now = cx.now.micros();
    let mut sql = Raw::new(db.read());
    sql.push("SELECT DISTINCT booking_id FROM (SELECT booking_id FROM occurrence WHERE release_at <= ");
    sql.bind(now).push(" AND release_at IS NOT NULL AND state = 'confirmed'");
    for due in [
        "state IN ('held', 'requested')",
        "state = 'confirmed' AND release_at IS NULL",
        "state = 'in_use' AND ends_at <= ",
    ] {
        sql.push(" UNION ALL ").push(OPEN).bind(now).push(" AND ").push(due);
        if due.ends_with("<= ") {
            sql.bind(now);
        }
    }
    sql.push(") AS due");
    if let Some(after) = after {
        sql.push(" WHERE booking_id > ").bind(after.0);
    }
    sql.push(&format!(" ORDER BY booking_id LIMIT {BATCH}"));
    let rows = db.read().query_all_raw(sql.build()).await?;
    rows.iter().map(|row| Ok(row.try_get("", "booking_id")?)).collect()
}

/// The moves that time makes with a date, in order.
fn due_moves(date: &Occurrence, now: kernel::Instant) -> Vec<Move> {
    let (begun, over) = (date.starts_at <= now, date.ends_at <= now);
    match date.state {
        State::Held | State::Requested if begun => vec![Move::Expire],
        State::Confirmed if date.release_at.is_some_and(|at| at <= now) => vec![Move::Release],
        State::Confirmed if date.release_at.is_none() && over => vec![Move::Start, Move::Finish],
        State::Confirmed if date.release_at.is_none() && begun => vec![Move::Start],
        State::InUse if over => vec![Move::Finish],
        _ => vec![],
    }
}
