//! Closing places and rooms for a time, and opening them again.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use db::{Conn, WriteTx, sql::Raw};
use kernel::{
    BookableId, BookingId, ClosureId, Ctx, Entry, Instant, Interval, Names, OccurrenceId, PlaceId, ScopeId, UnitId,
    Zone,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::{
    bookables::{lock_units, units_of, units_under},
    cancel::call_off,
    create_booking::check_texts,
    open::{claimed, lock},
    store::{self, NewOccupancy},
};
use crate::{
    BookingError, Engine,
    entity::{closure, occupancy},
    model::state::State,
    model::{
        assess::{Cause, Taken},
        booking::Occurrence,
    },
    policy::Permission,
    queries::{
        bookings,
        calendar::{Probe, taken, taken_or_asked},
        load::{Loaded, Selection, load},
    },
};

kernel::text_enum! {
    /// What to do with bookings that a closure hits.
    pub enum OnHit {
        /// Close nothing and list them.
        Fail = "fail",
        /// Close what is free around them. Requests that do not hold their slot stay; agreeing to them is refused.
        Keep = "keep",
        /// Call them off, requests too, with the reason of the closure. What only its area changes
    /// ([`Kind::booked_at`](crate::Kind::booked_at)) stays, and the area finds it another place.
        Cancel = "cancel",
    }
}

kernel::text_enum! {
    /// What a closure is for.
    pub enum ClosureKind {
        /// Any other reason.
        Closure = "closure",
        /// Something is out of order or being worked on.
        Maintenance = "maintenance",
    }
}

impl ClosureKind {
    /// Who may close for that.
    const fn permission(self) -> Permission {
        match self {
            Self::Closure => Permission::Close,
            Self::Maintenance => Permission::CloseForMaintenance,
        }
    }
}

/// A closure to be made.
#[derive(Debug, Clone)]
pub struct NewClosure {
    /// What it is for.
    pub kind: ClosureKind,
    /// The places or bookables to close, with all that lies under them.
    pub scopes: Vec<ScopeId>,
    /// From when to when.
    pub span: Interval,
    /// What people see instead of a booking.
    pub names: Names,
    /// Why.
    pub reason: String,
    /// What to do with bookings that are hit.
    pub on_hit: OnHit,
}

/// What a closure would do.
#[derive(Debug)]
pub struct ClosurePreview {
    /// The bookables that would be closed.
    pub loaded: Loaded,
    /// What is in the way.
    pub hits: Vec<Taken>,
}

/// Shows what a closure would hit.
pub async fn preview_closure(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    input: &NewClosure,
) -> Result<ClosurePreview, BookingError> {
    let ids = under(conn, &input.scopes).await?;
    let loaded = load(engine, conn, &Selection::of(&ids), input.span).await?;
    check(cx, input, &loaded)?;
    refuse_elsewhere(engine, &input.scopes, &loaded)?;
    let hits = hits(conn, &loaded, &ids, input.span).await?;
    Ok(ClosurePreview { loaded, hits })
}

/// Closes. Search skips what is closed from the moment this commits.
pub async fn close(engine: &Engine, tx: &WriteTx, cx: &Ctx, input: NewClosure) -> Result<ClosureId, BookingError> {
    lock_closures(tx).await?;
    let ids = under(tx.into(), &input.scopes).await?;
    // What the bookings in the way hold besides must be locked together with what is closed.
    let first = with_what_is_hit(tx, &ids, input.span).await?;
    let loaded = load(engine, tx.into(), &Selection::of(&first), input.span).await?;
    check(cx, &input, &loaded)?;
    refuse_elsewhere(engine, &input.scopes, &loaded)?;
    let hits = hits(tx.into(), &loaded, &ids, input.span).await?;
    if input.on_hit == OnHit::Fail {
        let in_the_way: Vec<Taken> = hits.iter().filter(|hit| is_to_come(hit, cx.now)).cloned().collect();
        if !in_the_way.is_empty() {
            return Err(BookingError::InTheWay(in_the_way));
        }
    }
    let id = ClosureId::new(&*cx.ids);
    let site = loaded.get(ids[0]).map(|candidate| candidate.site).ok_or(BookingError::NotFound("bookable"))?;
    insert(tx, cx, id, site, &input).await?;
    if input.on_hit == OnHit::Cancel {
        cancel_hits(engine, tx, cx, &loaded, &hits, &input.reason).await?;
    }
    let units: BTreeSet<UnitId> =
        ids.iter().filter_map(|id| loaded.get(*id)).flat_map(|candidate| candidate.units.iter().copied()).collect();
    let whole: Vec<(UnitId, Interval)> = units.into_iter().map(|unit| (unit, input.span)).collect();
    let kept = fill(tx, cx, (id, input.kind), &whole).await?;
    tx.record(
        Entry::new("closure.made", "closure", id)
            .data(json!({ "kind": input.kind, "scopes": input.scopes, "from": input.span.start, "to": input.span.end, "kept": kept }))
            .reason(Some(input.reason)),
    );
    Ok(id)
}

/// Takes for a closure what is not taken of these spans. Answers how many bookings and closures stay in it.
async fn fill(
    tx: &WriteTx,
    cx: &Ctx,
    (id, kind): (ClosureId, ClosureKind),
    wanted: &[(UnitId, Interval)],
) -> Result<usize, BookingError> {
    let probes: Vec<Probe> =
        wanted.iter().map(|(unit, span)| Probe { units: vec![*unit], spans: vec![*span] }).collect();
    let there = taken(tx.into(), &probes).await?;
    let spans: Vec<NewOccupancy> = wanted
        .iter()
        .flat_map(|(unit, span)| {
            gaps(*span, there.iter().filter(|one| one.unit == *unit).map(|one| one.span))
                .into_iter()
                .map(|span| NewOccupancy { unit: *unit, span, kind: kind.as_str(), exclusive: true, cause: id.0 })
        })
        .collect();
    store::occupy(tx, cx, &spans).await?;
    Ok(there.iter().map(|one| one.cause.id()).filter(|cause| *cause != id.0).collect::<HashSet<_>>().len())
}

/// What was given back stays closed where a closure is in force: a booking that was kept inside one, or another closure
/// that lay over it, has gone. Called last, when everything that takes the place is written.
pub(crate) async fn close_again(tx: &WriteTx, cx: &Ctx, freed: &[(UnitId, Interval)]) -> Result<(), BookingError> {
    let Some(start) = freed.iter().map(|(_, span)| span.start).min() else { return Ok(()) };
    let end = freed.iter().map(|(_, span)| span.end).max().unwrap_or(start);
    let rows = closure::Entity::find()
        .filter(closure::Column::LiftedAt.is_null())
        .filter(closure::Column::EndsAt.gt(start))
        .filter(closure::Column::StartsAt.lt(end))
        .order_by_asc(closure::Column::Id)
        .all(tx)
        .await?;
    for row in rows {
        let scopes: Vec<ScopeId> = serde_json::from_str(&row.scopes).unwrap_or_default();
        let closed = units_under(tx.into(), &scopes).await?;
        let wanted: Vec<(UnitId, Interval)> = freed
            .iter()
            .filter(|(unit, _)| closed.contains(unit))
            .filter_map(|(unit, span)| {
                Some((*unit, Interval::new(span.start.max(row.starts_at), span.end.min(row.ends_at))?))
            })
            .collect();
        if !wanted.is_empty() {
            fill(tx, cx, (row.id, row.kind), &wanted).await?;
        }
    }
    Ok(())
}

/// Lets closing, opening and placing wait for each other: what is put under a place while that is being closed must be
/// seen by one of the two. Taken before any unit is locked. On SQLite the transaction itself is the lock.
pub(crate) async fn lock_closures(tx: &WriteTx) -> Result<(), BookingError> {
    if tx.get_database_backend() == sea_orm::DbBackend::Postgres {
        tx.execute_unprepared("SELECT pg_advisory_xact_lock(5284936511)").await?;
    }
    Ok(())
}

/// Lets closures follow a bookable that was just put under its places: from now on its units are closed wherever one of
/// these is, and open where none is any more. What is booked in a closure stays, as with [`OnHit::Keep`].
pub(crate) async fn follow_closures(tx: &WriteTx, cx: &Ctx, id: BookableId) -> Result<(), BookingError> {
    let units = lock_units(tx, id).await?;
    let rows = closure::Entity::find()
        .filter(closure::Column::LiftedAt.is_null())
        .filter(closure::Column::EndsAt.gt(cx.now))
        .order_by_asc(closure::Column::Id)
        .all(tx)
        .await?;
    let mut to_close = vec![];
    for row in rows {
        let scopes: Vec<ScopeId> = serde_json::from_str(&row.scopes).unwrap_or_default();
        let under = units_under(tx.into(), &scopes).await?;
        let (closed, open): (Vec<UnitId>, Vec<UnitId>) = units.iter().partition(|unit| under.contains(unit));
        if !open.is_empty() {
            occupancy::Entity::delete_many()
                .filter(occupancy::Column::CauseId.eq(row.id.0))
                .filter(occupancy::Column::UnitId.is_in(open))
                .exec(tx)
                .await?;
        }
        if let Some(rest) = Interval::new(row.starts_at.max(cx.now), row.ends_at) {
            to_close.push(((row.id, row.kind), closed.into_iter().map(|unit| (unit, rest)).collect::<Vec<_>>()));
        }
    }
    // Only when all that opens is open: where two closures overlapped, the time was taken by one of them.
    for (closure, wanted) in to_close.into_iter().filter(|(_, wanted)| !wanted.is_empty()) {
        fill(tx, cx, closure, &wanted).await?;
    }
    Ok(())
}

/// Whether it is a booking that is not over yet. What is over, and what is closed already, is no obstacle.
fn is_to_come(hit: &Taken, now: Instant) -> bool {
    matches!(hit.cause, Cause::Occurrence { .. }) && hit.event.end > now
}

/// Opens again what a closure closed.
pub async fn lift_closure(engine: &Engine, tx: &WriteTx, cx: &Ctx, id: ClosureId) -> Result<(), BookingError> {
    lock_closures(tx).await?;
    let row = closure::Entity::find_by_id(id).one(tx).await?.ok_or(BookingError::NotFound("closure"))?;
    let scopes: Vec<ScopeId> = serde_json::from_str(&row.scopes).unwrap_or_default();
    let ids = under(tx.into(), &scopes).await?;
    let span = Interval { start: row.starts_at, end: row.ends_at };
    let loaded = load(engine, tx.into(), &Selection::of(&ids), span).await?;
    for candidate in &loaded.candidates {
        row.kind.permission().require(&cx.actor, &candidate.chain)?;
    }
    refuse_elsewhere(engine, &scopes, &loaded)?;
    if row.lifted_at.is_some() {
        return Err(BookingError::AlreadyDecided);
    }
    let lifted = closure::ActiveModel { id: Set(id), lifted_at: Set(Some(cx.now)), ..Default::default() };
    closure::Entity::update(lifted).exec(tx).await?;
    let freed = store::vacate(tx, &[id.0]).await?;
    close_again(tx, cx, &freed).await?;
    tx.record(Entry::new("closure.lifted", "closure", id));
    Ok(())
}

/// Refuses scopes that are themselves bookables which only their area closes and opens. With a place they are closed like all else.
fn refuse_elsewhere(engine: &Engine, scopes: &[ScopeId], loaded: &Loaded) -> Result<(), BookingError> {
    let named = loaded.candidates.iter().filter(|candidate| scopes.contains(&candidate.id.into()));
    engine.refuse_elsewhere(named.map(|candidate| candidate.kind.as_str()), None)
}

fn check(cx: &Ctx, input: &NewClosure, loaded: &Loaded) -> Result<(), BookingError> {
    for candidate in &loaded.candidates {
        input.kind.permission().require(&cx.actor, &candidate.chain)?;
    }
    if input.span.end <= cx.now {
        return Err(BookingError::Invalid { field: "end", why: "in_the_past" });
    }
    if input.reason.trim().is_empty() {
        return Err(BookingError::Invalid { field: "reason", why: "required" });
    }
    check_texts(Some(input.names.get(kernel::Lang::En)), Some(&input.reason))
}

/// The bookables that lie under one of the scopes.
pub(crate) async fn under(conn: Conn<'_>, scopes: &[ScopeId]) -> Result<Vec<BookableId>, BookingError> {
    if scopes.is_empty() {
        return Err(BookingError::Invalid { field: "scope", why: "required" });
    }
    let mut sql = Raw::new(&conn);
    sql.push("SELECT DISTINCT s.bookable_id FROM bookable_scope s JOIN bookable b ON b.id = s.bookable_id WHERE b.retired_at IS NULL AND s.scope_id IN (")
        .bind_all(scopes.iter().map(|scope| scope.0))
        .push(") ORDER BY s.bookable_id");
    let mut ids = vec![];
    for row in conn.query_all_raw(sql.build()).await? {
        ids.push(row.try_get("", "bookable_id")?);
    }
    if ids.is_empty() { Err(BookingError::NotFound("bookable")) } else { Ok(ids) }
}

/// What is taken or asked for there.
async fn hits(conn: Conn<'_>, loaded: &Loaded, ids: &[BookableId], span: Interval) -> Result<Vec<Taken>, BookingError> {
    let units: BTreeSet<UnitId> =
        ids.iter().filter_map(|id| loaded.get(*id)).flat_map(|candidate| candidate.units.iter().copied()).collect();
    let probe = Probe { units: units.into_iter().collect(), spans: vec![span] };
    taken_or_asked(conn, &[probe]).await
}

/// The bookables to close and those that the bookings in the way hold besides.
async fn with_what_is_hit(tx: &WriteTx, ids: &[BookableId], span: Interval) -> Result<Vec<BookableId>, BookingError> {
    let units: Vec<UnitId> = units_of(tx.into(), ids).await?.into_iter().collect();
    let found = taken_or_asked(tx.into(), &[Probe { units, spans: vec![span] }]).await?;
    let bookings: BTreeSet<BookingId> = found.iter().filter_map(booking_of).collect();
    let mut all = claimed(tx.into(), &bookings.into_iter().collect::<Vec<_>>()).await?;
    all.extend(ids);
    Ok(all.into_iter().collect())
}

fn booking_of(hit: &Taken) -> Option<BookingId> {
    match &hit.cause {
        Cause::Occurrence { booking, .. } => Some(*booking),
        _ => None,
    }
}

async fn cancel_hits(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    loaded: &Loaded,
    hits: &[Taken],
    reason: &str,
) -> Result<(), BookingError> {
    let mut by_booking: BTreeMap<BookingId, HashSet<OccurrenceId>> = BTreeMap::new();
    for hit in hits {
        if let Cause::Occurrence { booking, occurrence, .. } = &hit.cause {
            by_booking.entry(*booking).or_default().insert(*occurrence);
        }
    }
    lock(tx, &by_booking.keys().copied().collect::<Vec<_>>()).await?;
    for (id, dates) in by_booking {
        let details = bookings::read(tx.into(), id, loaded).await?;
        if details.kinds().any(|kind| engine.booked_elsewhere(kind).is_some()) {
            continue;
        }
        for chain in details.chains() {
            Permission::ManageBookings.require(&cx.actor, &chain)?;
        }
        let live = |date: &&Occurrence| dates.contains(&date.id) && date.state.is_live();
        let mut hit: Vec<Occurrence> = details.occurrences.iter().filter(live).cloned().collect();
        if hit.is_empty() {
            continue;
        }
        if let Some(running) = hit.iter().find(|date| date.state == State::InUse) {
            return Err(in_use_now(cx, loaded, running));
        }
        call_off(tx, cx, &details, &mut hit, Some(reason)).await?;
    }
    Ok(())
}

/// What goes on is not called off.
fn in_use_now(cx: &Ctx, loaded: &Loaded, date: &Occurrence) -> BookingError {
    let place = date.claims.iter().find_map(|claim| loaded.get(claim.bookable));
    let data = json!({
        "name": place.map(|place| place.names.get(cx.lang)).unwrap_or_default(),
        "until": date.ends_at.rfc3339_in(place.map_or(Zone::UTC, |place| place.zone)),
    });
    BookingError::NotNow { code: "in_use_now", data }
}

async fn insert(tx: &WriteTx, cx: &Ctx, id: ClosureId, site: PlaceId, input: &NewClosure) -> Result<(), BookingError> {
    let row = closure::ActiveModel {
        id: Set(id),
        kind: Set(input.kind),
        site_id: Set(site),
        names: Set(input.names.clone()),
        reason: Set(input.reason.clone()),
        scopes: Set(serde_json::to_string(&input.scopes).expect("ids are JSON")),
        starts_at: Set(input.span.start),
        ends_at: Set(input.span.end),
        created_by: Set(cx.actor.person),
        created_at: Set(cx.now),
        lifted_at: Set(None),
    };
    closure::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// What of a span is left between those that are taken.
fn gaps(span: Interval, taken: impl Iterator<Item = Interval>) -> Vec<Interval> {
    let mut taken: Vec<Interval> = taken.collect();
    taken.sort_unstable();
    let (mut free, mut reached) = (vec![], span.start);
    for one in taken {
        free.extend(Interval::new(reached, one.start.min(span.end)));
        reached = reached.max(one.end);
    }
    free.extend(Interval::new(reached, span.end));
    free
}

#[cfg(test)]
mod tests {
    use kernel::Instant;

    use super::*;

    #[test]
    fn gaps_are_what_is_left() {
        let span = |a, b| Interval::new(Instant::from_micros(a), Instant::from_micros(b)).unwrap();
        assert_eq!(gaps(span(0, 10), [span(4, 6), span(8, 12)].into_iter()), [span(0, 4), span(6, 8)]);
        assert_eq!(gaps(span(0, 10), [span(0, 10)].into_iter()), []);
        assert_eq!(gaps(span(0, 10), std::iter::empty()), [span(0, 10)]);
    }
}
