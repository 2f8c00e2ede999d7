//! Dates exchange what they hold, all or nothing: the times and the states stay.
//!
//! No permission is asked: whoever calls it (an area that shares out what is its own, such as the cars of a pool) has a rule by
//! which it may. The rules of the new bookables hold for whom each date is for, but for those about how early or late one asks.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use db::{Conn, WriteTx, sql::Raw};
use kernel::{Actor, BookableId, BookingId, Ctx, Entry, Grant, Instant, Interval, OccurrenceId, PersonId, Role, Scope};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    close::close_again,
    create_booking::{check_reason, holdings},
    decide::wish_for,
    open::{FAR, claimed, lock},
    plan::{DatePlan, Exchanged, plan_exchange},
    store,
};
use crate::{
    BookingError, Engine, Refusal,
    entity::booking,
    model::{
        booking::{Booking, Occurrence},
        state::{IllegalMove, Move},
        wish::Pick,
    },
    queries::{
        bookings::{dates_of, to_booking},
        load::{Loaded, Selection, load},
    },
};

/// One date that gets something else in place of what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reassignment {
    /// Which date.
    pub occurrence: OccurrenceId,
    /// What it holds.
    pub from: BookableId,
    /// What it gets instead.
    pub to: BookableId,
}

/// The most dates that are moved at once.
const MOST: usize = 200;
/// The least minutes in which to come for something else that one gets after the start.
const TO_COME: i64 = 15;

/// Lets dates exchange what they hold: each of them leaves, and then takes its new place, so that two may swap. Answers the
/// bookings that changed.
///
/// Only confirmed dates that have not begun, or for which somebody is still to come, and only bookables of the same kind. `actors` are the hosts as far as they are
/// known; one who is not there counts as a colleague without any further role. What a host may not have at once, but would
/// have to ask for, is refused.
pub async fn reassign(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    moves: &[Reassignment],
    actors: &BTreeMap<PersonId, Actor>,
    reason: &str,
) -> Result<BTreeSet<BookingId>, BookingError> {
    check(moves, reason)?;
    let of_date = bookings_of(tx.into(), moves).await?;
    let bookings: BTreeSet<BookingId> = of_date.values().copied().collect();
    let bookings: Vec<BookingId> = bookings.into_iter().collect();
    let loaded = lock_all(engine, tx, &bookings, moves).await?;
    let mut details = read(tx.into(), &bookings).await?;
    let mut dates = changed(cx, &loaded, &details, moves, &of_date)?;

    let asked: Vec<Exchanged> =
        dates.iter().map(|date| exchanged(&details[&date.booking].0, date, moves, actors)).collect();
    let plans = plan_exchange(tx.into(), cx.now, &loaded, &asked).await?;
    if plans.iter().any(DatePlan::is_refused) {
        return Err(BookingError::Refused(Box::new(Refusal { dates: plans })));
    }
    for (date, plan) in dates.iter_mut().zip(&plans) {
        date.claims = plan.claims();
        (date.check_in_from, date.release_at) = plan.check_in().unzip();
        if date.starts_at <= cx.now {
            // Nobody could come for what was not there.
            date.release_at = date.release_at.map(|at| at.max(cx.now.plus_minutes(TO_COME)));
        }
        date.version += 1;
        let (booking, all) = details.get_mut(&date.booking).expect("every date has its booking");
        if booking.series.recurrence.is_none() && all.len() == 1 {
            // A booking of one date has nothing to differ from.
            booking.picks.iter_mut().for_each(|pick| *pick = after(date.id, pick, moves));
        } else {
            date.overridden.room = true;
        }
    }
    write(tx, cx, &loaded, &plans, &dates).await?;
    let mut changed = vec![];
    for (id, (mut booking, _)) in details {
        booking.version += 1;
        let of_this: Vec<_> = moves
            .iter()
            .filter(|one| of_date[&one.occurrence] == id)
            .map(|one| json!({ "id": one.occurrence, "from": one.from, "to": one.to }))
            .collect();
        tx.record(
            Entry::new("booking.reassigned", "booking", id)
                .data(json!({ "moves": of_this }))
                .reason(Some(reason.to_owned())),
        );
        changed.push(booking);
    }
    store::repick(tx, &changed).await?;
    Ok(bookings.into_iter().collect())
}

fn check(moves: &[Reassignment], reason: &str) -> Result<(), BookingError> {
    let invalid = |why| Err(BookingError::Invalid { field: "moves", why });
    check_reason(Some(reason))?;
    let distinct: HashSet<_> = moves.iter().map(|one| (one.occurrence, one.from)).collect();
    if moves.is_empty() || moves.len() > MOST {
        invalid("out_of_range")
    } else if distinct.len() < moves.len() || moves.iter().any(|one| one.from == one.to) {
        invalid("twice")
    } else {
        Ok(())
    }
}

async fn bookings_of(
    conn: Conn<'_>,
    moves: &[Reassignment],
) -> Result<BTreeMap<OccurrenceId, BookingId>, BookingError> {
    let wanted: BTreeSet<OccurrenceId> = moves.iter().map(|one| one.occurrence).collect();
    let mut sql = Raw::new(&conn);
    sql.push("SELECT id, booking_id FROM occurrence WHERE id IN (").bind_all(wanted.iter().map(|id| id.0)).push(")");
    let mut found = BTreeMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        found.insert(row.try_get("", "id")?, row.try_get("", "booking_id")?);
    }
    if found.len() < wanted.len() { Err(BookingError::NotFound("occurrence")) } else { Ok(found) }
}

/// Locks everything in the one order: all units, then all bookings.
async fn lock_all(
    engine: &Engine,
    tx: &WriteTx,
    bookings: &[BookingId],
    moves: &[Reassignment],
) -> Result<Loaded, BookingError> {
    let mut held: BTreeSet<BookableId> = claimed(tx.into(), bookings).await?;
    held.extend(moves.iter().flat_map(|one| [one.from, one.to]));
    let all = Interval { start: Instant::from_micros(0), end: Instant::from_micros(FAR) };
    let loaded = load(engine, tx.into(), &Selection::of(&held.into_iter().collect::<Vec<_>>()), all).await?;
    for one in moves {
        let find = |id| loaded.get(id).ok_or(BookingError::NotFound("bookable"));
        if find(one.from)?.kind != find(one.to)?.kind {
            return Err(BookingError::Invalid { field: "moves", why: "other_kind" });
        }
    }
    lock(tx, bookings).await?;
    Ok(loaded)
}

/// The bookings with all of their dates.
async fn read(
    conn: Conn<'_>,
    ids: &[BookingId],
) -> Result<BTreeMap<BookingId, (Booking, Vec<Occurrence>)>, BookingError> {
    let mut dates = dates_of(conn, ids).await?;
    let mut found = BTreeMap::new();
    for row in booking::Entity::find().filter(booking::Column::Id.is_in(ids.iter().copied())).all(&conn).await? {
        let id = row.id;
        found.insert(id, (to_booking(row)?, dates.remove(&id).unwrap_or_default()));
    }
    Ok(found)
}

/// The dates that change, as they are. What changed since the caller looked is `Stale`.
fn changed(
    cx: &Ctx,
    loaded: &Loaded,
    details: &BTreeMap<BookingId, (Booking, Vec<Occurrence>)>,
    moves: &[Reassignment],
    of_date: &BTreeMap<OccurrenceId, BookingId>,
) -> Result<Vec<Occurrence>, BookingError> {
    let mut dates: BTreeMap<OccurrenceId, Occurrence> = BTreeMap::new();
    for one in moves {
        let (_, all) = details.get(&of_date[&one.occurrence]).ok_or(BookingError::Stale)?;
        let date = all.iter().find(|date| date.id == one.occurrence).ok_or(BookingError::Stale)?;
        date.state.step(Move::AskAgain)?;
        if date.starts_at <= cx.now && date.release_at.is_none() {
            return Err(IllegalMove { from: date.state, verb: Move::AskAgain }.into());
        }
        let holds = |id| date.claims.iter().any(|claim| claim.bookable == id);
        let unlocked = date.claims.iter().any(|claim| loaded.get(claim.bookable).is_none());
        if unlocked || !holds(one.from) {
            return Err(BookingError::Stale);
        }
        dates.insert(date.id, date.clone());
    }
    Ok(dates.into_values().collect())
}

fn exchanged(
    booking: &Booking,
    date: &Occurrence,
    moves: &[Reassignment],
    actors: &BTreeMap<PersonId, Actor>,
) -> Exchanged {
    let mut wish = wish_for(booking, date);
    for pick in &mut wish.picks {
        let got = after(date.id, pick, moves);
        if got.id != pick.id {
            // Set-up and clear-up are those of the new one, unless more was asked for.
            let own = booking.picks.iter().find(|asked| asked.id == pick.id);
            *pick = own.map_or(Pick::plain(got.id), |own| after(date.id, own, moves));
        }
    }
    let gets = moves.iter().filter(|one| one.occurrence == date.id).map(|one| one.to).collect();
    let actor = actors.get(&booking.host).cloned().unwrap_or_else(|| colleague(booking.host));
    Exchanged { wish, gets, actor }
}

/// Somebody of whom no more is known than that he works here.
fn colleague(id: PersonId) -> Actor {
    let grants = vec![Grant { role: Role::Staff, scope: Scope::All }];
    Actor { person: Some(id), org_units: vec![], grants, acts_for: vec![], token_scopes: None }
}

/// What a date picks after the exchange. A layout is of one bookable only.
fn after(date: OccurrenceId, pick: &Pick, moves: &[Reassignment]) -> Pick {
    match moves.iter().find(|one| one.occurrence == date && one.from == pick.id) {
        Some(one) => Pick { id: one.to, layout_id: None, ..pick.clone() },
        None => pick.clone(),
    }
}

/// Everybody leaves before anybody takes a place: the database refuses an overlap at any moment.
async fn write(
    tx: &WriteTx,
    cx: &Ctx,
    loaded: &Loaded,
    plans: &[DatePlan],
    dates: &[Occurrence],
) -> Result<(), BookingError> {
    let freed = store::vacate(tx, &dates.iter().map(|date| date.id.0).collect::<Vec<_>>()).await?;
    let (claims, spans, _) = holdings(loaded, plans, dates);
    store::put_occurrences(tx, dates).await?;
    store::put_claims(tx, &claims, true).await?;
    store::occupy(tx, cx, &spans).await?;
    close_again(tx, cx, &freed).await
}
