//! Moving what a closure hits to other places, all or nothing: the times stay.

use std::collections::BTreeSet;

use db::WriteTx;
use kernel::{BookableId, BookingId, ClosureId, Ctx, Instant, Interval};

use super::{Authority, Change, Reach, apply::apply, work_out};
use crate::{
    BookingError, Engine, Refusal,
    commands::{
        close::{lock_closures, under},
        decide::{find, wish_of},
        open::{claimed, lock},
        plan::DatePlan,
        reassign::Reassignment,
    },
    model::wish::Pick,
    policy::Permission,
    queries::{
        bookings::{booking_of, fetch},
        closures,
        load::{Selection, load},
        rehousing::sharing_units,
    },
};

/// Moves dates out of a closure, which then takes the time they leave. Answers the bookings that moved.
///
/// Whoever may close for maintenance there may do it, for whomever they are booked; the rules of the new places hold, but
/// for those about how early or late one has to ask.
pub async fn rehouse(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: ClosureId,
    moves: &[Reassignment],
) -> Result<Vec<BookingId>, BookingError> {
    if moves.is_empty() || moves.len() > MOST {
        return Err(BookingError::Invalid { field: "moves", why: "out_of_range" });
    }
    lock_closures(tx).await?;
    let closure = closures::get(tx.into(), id).await?;
    if closure.lifted_at.is_some() {
        return Err(BookingError::AlreadyDecided);
    }
    let closed = sharing_units(tx.into(), &under(tx.into(), &closure.scopes).await?).await?;
    if moves.iter().any(|one| !closed.contains(&one.from)) {
        return Err(BookingError::Invalid { field: "moves", why: "not_in_the_closure" });
    }
    if moves.iter().any(|one| closed.contains(&one.to)) {
        return Err(BookingError::Invalid { field: "moves", why: "into_the_closure" });
    }
    let mut bookings = Vec::new();
    for one in moves {
        bookings.push(booking_of(tx.into(), one.occurrence).await?);
    }
    lock_all(engine, tx, cx, &bookings, moves).await?;
    let (mut moved, mut refused) = (vec![], vec![]);
    for (one, booking) in moves.iter().zip(&bookings) {
        match move_one(engine, tx, cx, *booking, one, closure.starts_at, closure.ends_at).await {
            Ok(()) => moved.push(*booking),
            Err(BookingError::Refused(refusal)) => refused.extend(refusal.dates),
            Err(other) => return Err(other),
        }
    }
    if refused.is_empty() { Ok(moved) } else { Err(BookingError::Refused(Box::new(Refusal { dates: refused }))) }
}

/// The most dates that are moved at once.
const MOST: usize = 200;

/// Locks everything in the one order: all units, then all bookings. Refuses an actor who may not move them.
async fn lock_all(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    bookings: &[BookingId],
    moves: &[Reassignment],
) -> Result<(), BookingError> {
    let mut held: BTreeSet<BookableId> = claimed(tx.into(), bookings).await?;
    held.extend(moves.iter().flat_map(|one| [one.from, one.to]));
    let now = Interval { start: cx.now, end: cx.now.plus_minutes(1) };
    let loaded = load(engine, tx.into(), &Selection::of(&held.into_iter().collect::<Vec<_>>()), now).await?;
    for one in moves {
        let from = loaded.get(one.from).ok_or(BookingError::NotFound("bookable"))?;
        Permission::CloseForMaintenance.require(&cx.actor, &from.chain)?;
    }
    lock(tx, bookings).await
}

async fn move_one(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    booking: BookingId,
    one: &Reassignment,
    from: Instant,
    to: Instant,
) -> Result<(), BookingError> {
    let details = fetch(engine, tx.into(), booking).await?;
    let date = find(&details, one.occurrence)?;
    let claim = date.claims.iter().find(|claim| claim.bookable == one.from);
    let hit = claim.is_some_and(|claim| claim.blocked.start < to && claim.blocked.end > from);
    if !hit {
        return Err(BookingError::Invalid { field: "moves", why: "not_in_the_closure" });
    }
    let picks: Vec<Pick> = wish_of(&details, date)
        .picks
        .into_iter()
        .map(|pick| if pick.id == one.from { Pick::plain(one.to) } else { pick })
        .collect();
    let change = Change { picks: Some(picks), ..Change::default() };
    let reach = Reach::This(one.occurrence);
    let edit = work_out(engine, tx.into(), cx, &details, reach, &change, Authority::Desk).await?;
    let plans: Vec<DatePlan> = edit.steps.iter().filter_map(|step| step.plan.clone()).collect();
    if plans.iter().any(DatePlan::is_refused) {
        return Err(BookingError::Refused(Box::new(Refusal { dates: plans })));
    }
    apply(tx, cx, &details, &edit, reach).await?;
    Ok(())
}
