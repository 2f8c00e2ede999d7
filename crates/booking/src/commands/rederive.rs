//! When the law of a time zone changes: wall times are the truth, so instants of dates to come are derived anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use db::{WriteTx, sql::Raw};
use kernel::{BookingId, Ctx, Entry, Instant, Interval, OccurrenceId, UnitId};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    close::close_again,
    decide::wish_of,
    open::{claimed, lock},
    store::{self, NewOccupancy},
};
use crate::{
    BookingError, Engine,
    model::booking::Occurrence,
    queries::{
        bookings::{Details, read},
        calendar::{Probe, taken},
        load::{Selection, load},
    },
};

/// A date whose instant is no longer what its wall time means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shifted {
    /// Which date.
    pub occurrence: OccurrenceId,
    /// Of which booking.
    pub booking: BookingId,
    /// Its title.
    pub title: String,
    /// When it starts by the wall clock.
    pub start: kernel::WallTime,
    /// The instant it had.
    pub from: Instant,
    /// The instant it means now.
    pub to: Instant,
    /// Something else is there at that instant: the date stays where it was and somebody has to decide.
    pub clashes: bool,
}

/// Derives the instants of all live dates to come anew. Those that moved move with everything they hold; those that would
/// clash stay where they are and are reported. All in one transaction, since dates that move together must not hit each other.
pub async fn rederive(engine: &Engine, tx: &WriteTx, cx: &Ctx) -> Result<Vec<Shifted>, BookingError> {
    let suspects = suspects(tx, cx).await?;
    let bookings: Vec<BookingId> = suspects.keys().copied().collect();
    if bookings.is_empty() {
        return Ok(vec![]);
    }
    let held = claimed(tx.into(), &bookings).await?;
    let any = Interval { start: cx.now, end: cx.now.plus_minutes(1) };
    let loaded = load(engine, tx.into(), &Selection::of(&held.into_iter().collect::<Vec<_>>()), any).await?;
    lock(tx, &bookings).await?;
    let mut moving: Vec<(Details, Occurrence, Interval)> = vec![];
    for (id, dates) in &suspects {
        let details = read(tx.into(), *id, &loaded).await?;
        for date in details.occurrences.iter().filter(|date| dates.contains(&date.id) && date.state.is_live()) {
            let event = wish_of(&details, date).slot.interval();
            if event.start != date.starts_at {
                moving.push((details.clone(), date.clone(), event));
            }
        }
    }
    moving.sort_by_key(|(_, date, event)| (event.start, date.id));
    move_all(tx, cx, moving).await
}

/// Live dates to come whose wall time means another instant now, by booking.
async fn suspects(tx: &WriteTx, cx: &Ctx) -> Result<BTreeMap<BookingId, BTreeSet<OccurrenceId>>, BookingError> {
    let mut sql = Raw::new(tx);
    sql.push(
        "SELECT o.id, o.booking_id, o.start_wall, o.starts_at, b.time_zone, b.fold FROM occurrence o \
         JOIN booking b ON b.id = o.booking_id WHERE o.state IN ('held', 'requested', 'confirmed') AND o.starts_at > ",
    )
    .bind(cx.now.micros());
    let mut found: BTreeMap<BookingId, BTreeSet<OccurrenceId>> = BTreeMap::new();
    for row in tx.query_all_raw(sql.build()).await? {
        let start: kernel::WallTime = row.try_get("", "start_wall")?;
        let zone: kernel::Zone = row.try_get("", "time_zone")?;
        let fold: String = row.try_get("", "fold")?;
        let fold = if fold == "second" { kernel::Fold::Second } else { kernel::Fold::First };
        let meant = start.instant(zone, fold).unwrap_or_else(|_| start.instant_or_next(zone));
        if meant != row.try_get::<Instant>("", "starts_at")? {
            found.entry(row.try_get("", "booking_id")?).or_default().insert(row.try_get("", "id")?);
        }
    }
    Ok(found)
}

async fn move_all(
    tx: &WriteTx,
    cx: &Ctx,
    moving: Vec<(Details, Occurrence, Interval)>,
) -> Result<Vec<Shifted>, BookingError> {
    let mut held: HashMap<OccurrenceId, Vec<NewOccupancy>> = HashMap::new();
    let mut freed: Vec<(UnitId, Interval)> = vec![];
    for (_, date, _) in &moving {
        held.insert(date.id, occupancies(tx, date).await?);
        freed.extend(store::vacate(tx, &[date.id.0]).await?);
    }
    let stuck = put_back(tx, cx, &moving, &held).await?;
    let mut report = vec![];
    for (details, mut date, event) in moving {
        let by = event.start.micros() - date.starts_at.micros();
        let clashes = stuck.contains(&date.id);
        let shifted = Shifted {
            occurrence: date.id,
            booking: date.booking,
            title: date.title.clone().unwrap_or_else(|| details.booking.title.clone()),
            start: date.start,
            from: date.starts_at,
            to: event.start,
            clashes,
        };
        if !clashes {
            store::occupy(tx, cx, &moved(&held, date.id, by)).await?;
            date.starts_at = event.start;
            date.ends_at = event.end;
            let later = |at: Instant| Instant::from_micros(at.micros() + by);
            date.release_at = date.release_at.map(later);
            date.check_in_from = date.check_in_from.map(later);
            for claim in &mut date.claims {
                claim.blocked = shift(claim.blocked, by);
            }
            date.version += 1;
            let claims: Vec<_> = date.claims.iter().cloned().map(|claim| (date.id, claim)).collect();
            store::put_claims(tx, &claims, true).await?;
            store::put_occurrences(tx, [&date]).await?;
        }
        tx.record(Entry::new("booking.rederived", "booking", date.booking).data(json!({
            "id": date.id, "from": shifted.from, "to": shifted.to, "clashes": clashes,
        })));
        report.push(shifted);
    }
    close_again(tx, cx, &freed).await?;
    Ok(report)
}

/// Puts back the dates whose new span is taken, until those that are left can all move: a date that is put back may be in
/// the way of the next.
async fn put_back(
    tx: &WriteTx,
    cx: &Ctx,
    moving: &[(Details, Occurrence, Interval)],
    held: &HashMap<OccurrenceId, Vec<NewOccupancy>>,
) -> Result<BTreeSet<OccurrenceId>, BookingError> {
    let mut stuck = BTreeSet::new();
    loop {
        let before = stuck.len();
        for (_, date, event) in moving {
            let by = event.start.micros() - date.starts_at.micros();
            if !stuck.contains(&date.id) && is_taken(tx, &moved(held, date.id, by)).await? {
                store::occupy(tx, cx, held.get(&date.id).map(Vec::as_slice).unwrap_or_default()).await?;
                stuck.insert(date.id);
            }
        }
        if stuck.len() == before {
            return Ok(stuck);
        }
    }
}

/// What a date held, moved by so many microseconds.
fn moved(held: &HashMap<OccurrenceId, Vec<NewOccupancy>>, id: OccurrenceId, by: i64) -> Vec<NewOccupancy> {
    let old = held.get(&id).map(Vec::as_slice).unwrap_or_default();
    old.iter().map(|one| NewOccupancy { span: shift(one.span, by), ..one.clone() }).collect()
}

fn shift(span: Interval, by: i64) -> Interval {
    let moved = |at: Instant| Instant::from_micros(at.micros() + by);
    Interval { start: moved(span.start), end: moved(span.end) }
}

async fn is_taken(tx: &WriteTx, wanted: &[NewOccupancy]) -> Result<bool, BookingError> {
    let probes: Vec<Probe> = wanted
        .iter()
        .filter(|one| one.exclusive)
        .map(|one| Probe { units: vec![one.unit], spans: vec![one.span] })
        .collect();
    Ok(!probes.is_empty() && !taken(tx.into(), &probes).await?.is_empty())
}

async fn occupancies(tx: &WriteTx, date: &Occurrence) -> Result<Vec<NewOccupancy>, BookingError> {
    let mut sql = Raw::new(tx);
    sql.push("SELECT unit_id, starts_at, ends_at, kind, exclusive FROM occupancy WHERE cause_id = ").bind(date.id.0);
    let mut found = vec![];
    for row in tx.query_all_raw(sql.build()).await? {
        let kind: String = row.try_get("", "kind")?;
        found.push(NewOccupancy {
            unit: row.try_get("", "unit_id")?,
            span: Interval { start: row.try_get("", "starts_at")?, end: row.try_get("", "ends_at")? },
            kind: if kind == "confirmed" { "confirmed" } else { "requested" },
            exclusive: row.try_get("", "exclusive")?,
            cause: date.id.0,
        });
    }
    Ok(found)
}
