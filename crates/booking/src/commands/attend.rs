//! Being there: checking in, staying longer, leaving early, giving back an empty room.

use std::collections::HashSet;

use db::WriteTx;
use kernel::{Ctx, Entry, Instant, Interval, OccurrenceId, UnitId, WallTime, Zone, field::in_range};
use serde_json::json;

use super::{close::close_again, decide::find, open::open, plan, store};
use crate::{
    BookingError, Engine,
    model::{
        assess::{self, Calendar, Cause},
        booking::{Claim, Occurrence, Series},
        finding::{Finding, Severity},
        policy::MAX_DURATION_MINUTES,
        state::{IllegalMove, Move, State},
    },
    policy::may_change,
    queries::{
        bookings::{Details, booking_of, read},
        calendar::{Probe, taken},
        load::Loaded,
    },
};

/// What to do with a date that is about to begin or going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Say that somebody is there.
    CheckIn,
    /// Take what is booked away, however early: somebody has it, and from now on nobody else gets it.
    TakeOut,
    /// Stay so many minutes longer.
    Extend(i64),
    /// Leave now; the rest is free at once.
    End,
    /// Give the room back although it is booked: nobody came.
    Release,
    /// Take back that somebody is there: it was said by mistake. Where somebody must come, they have so many minutes from now
    /// or from the start, whichever is later.
    TakeBack(i64),
    /// Wait for whoever could not have it so far: they have so many minutes from now, or longer where they had longer.
    Wait(i64),
}

/// When one can check in: from some minutes before the start until the end or the release. `None` = nobody has to.
#[must_use]
pub fn check_in_window(date: &Occurrence) -> Option<Interval> {
    Interval::new(date.check_in_from?, date.release_at.unwrap_or(date.ends_at))
}

/// Does it.
pub async fn attend(
    engine: &Engine,
    tx: &WriteTx,
    cx: &Ctx,
    id: OccurrenceId,
    act: Act,
    seen_version: Option<i64>,
) -> Result<Details, BookingError> {
    let booking = booking_of(tx.into(), id).await?;
    let (details, loaded) = open(engine, tx, booking, &[]).await?;
    may_change(&cx.actor, &details.booking, &details.chains())?;
    engine.refuse_elsewhere(details.kinds(), Some(id))?;
    let mut date = find(&details, id)?.clone();
    if seen_version.is_some_and(|seen| seen != date.version) {
        return Err(BookingError::Stale);
    }
    let from = date.state;
    let zone = room_zone(&details, &loaded, &date);
    let (action, data) = match act {
        Act::CheckIn => {
            check_in(cx.now, &mut date, zone)?;
            ("booking.checked_in", json!({}))
        }
        Act::TakeOut => {
            take_out(tx, cx, &loaded, &mut date, zone).await?;
            ("booking.taken_out", json!({ "at": cx.now }))
        }
        Act::Extend(minutes) => {
            let before = date.ends_at;
            extend(tx, cx, &loaded, &details, &mut date, minutes).await?;
            ("booking.extended", json!({ "ends_at": { "from": before, "to": date.ends_at } }))
        }
        Act::End => {
            let before = (date.starts_at, date.ends_at);
            end(tx, cx, &loaded, &details.booking.series, &mut date).await?;
            let mut data = json!({ "ends_at": { "from": before.1, "to": date.ends_at } });
            if date.starts_at != before.0 {
                data["starts_at"] = json!({ "from": before.0, "to": date.starts_at });
            }
            ("booking.ended", data)
        }
        Act::Release => {
            if date.starts_at > cx.now {
                return Err(BookingError::NotNow {
                    code: "not_started",
                    data: json!({ "starts_at": date.starts_at.rfc3339_in(zone) }),
                });
            }
            date.state = date.state.step(Move::Release)?;
            date.release_at = None;
            let freed = store::vacate(tx, &[date.id.0]).await?;
            close_again(tx, cx, &freed).await?;
            ("booking.released", json!({}))
        }
        Act::TakeBack(minutes) => {
            date.state = date.state.step(Move::TakeBack)?;
            if date.ends_at <= cx.now {
                return Err(IllegalMove { from, verb: Move::TakeBack }.into());
            }
            let release_at = date.starts_at.max(cx.now).plus_minutes(minutes);
            date.release_at = date.check_in_from.map(|_| release_at);
            let starts_at = date.starts_at;
            let freed = reclaim(tx, &loaded, &mut date, |claim| {
                let start = planned_start(claim, starts_at).max(claim.blocked.start);
                Interval { start, ..claim.blocked }
            })
            .await?;
            close_again(tx, cx, &freed).await?;
            ("booking.check_in_taken_back", json!({}))
        }
        Act::Wait(minutes) => {
            if from != State::Confirmed || date.ends_at <= cx.now {
                return Err(IllegalMove { from, verb: Move::Start }.into());
            }
            let until = cx.now.plus_minutes(minutes);
            date.release_at = date.release_at.map(|at| at.max(until));
            ("booking.awaited", json!({ "release_at": date.release_at }))
        }
    };
    date.version += 1;
    store::put_occurrences(tx, [&date]).await?;
    let mut booking = details.booking.clone();
    booking.version += 1;
    store::update_booking(tx, &booking).await?;
    let mut data = data;
    data["moves"] = json!([{ "id": date.id, "from": from, "to": date.state }]);
    tx.record(Entry::new(action, "booking", booking.id).data(data));
    read(tx.into(), booking.id, &loaded).await
}

/// By whose clocks people go there: those of the room, not those of whoever booked it from afar.
fn room_zone(details: &Details, loaded: &Loaded, date: &Occurrence) -> Zone {
    let room = date.claims.first().and_then(|claim| loaded.get(claim.bookable));
    room.map_or(details.booking.series.zone, |room| room.zone)
}

fn check_in(now: Instant, date: &mut Occurrence, zone: Zone) -> Result<(), BookingError> {
    let opens_at = date.check_in_from.unwrap_or(date.starts_at);
    let state = date.state.step(Move::Start)?;
    if now < opens_at {
        return Err(too_early(opens_at, zone));
    }
    unless_over(now, date, zone)?;
    date.state = state;
    date.release_at = None;
    Ok(())
}

/// It is not time yet to come for it.
#[must_use]
pub fn too_early(opens_at: Instant, zone: Zone) -> BookingError {
    BookingError::NotNow { code: "check_in_too_early", data: json!({ "opens_at": opens_at.rfc3339_in(zone) }) }
}

fn unless_over(now: Instant, date: &Occurrence, zone: Zone) -> Result<(), BookingError> {
    if now < date.ends_at {
        return Ok(());
    }
    Err(BookingError::NotNow { code: "check_in_too_late", data: json!({ "ended_at": date.ends_at.rfc3339_in(zone) }) })
}

/// Lets a date hold what it claims from now on. What somebody else has until then is in the way; a closure gives way, as it does
/// to what was booked before it.
async fn take_out(
    tx: &WriteTx,
    cx: &Ctx,
    loaded: &Loaded,
    date: &mut Occurrence,
    zone: Zone,
) -> Result<(), BookingError> {
    unless_over(cx.now, date, zone)?;
    if date.state != State::InUse {
        date.state = date.state.step(Move::Start)?;
    }
    date.release_at = None;
    let ahead: Vec<Probe> = date
        .claims
        .iter()
        .filter_map(|claim| {
            let span = Interval::new(cx.now, claim.blocked.start)?;
            Some(Probe { units: loaded.get(claim.bookable)?.units.clone(), spans: vec![span] })
        })
        .collect();
    if ahead.is_empty() {
        return Ok(());
    }
    let there = taken(tx.into(), &ahead).await?;
    let held: Vec<_> = there.into_iter().filter(|one| matches!(one.cause, Cause::Occurrence { .. })).collect();
    if !held.is_empty() {
        return Err(BookingError::InTheWay(held));
    }
    for probe in &ahead {
        store::open_up(tx, &probe.units, probe.spans[0]).await?;
    }
    reclaim(tx, loaded, date, |claim| Interval { start: claim.blocked.start.min(cx.now), ..claim.blocked }).await?;
    Ok(())
}

/// From when a claim holds what it claims unless that was taken out earlier.
fn planned_start(claim: &Claim, starts_at: Instant) -> Instant {
    starts_at.plus_minutes(-claim.setup_minutes)
}

async fn extend(
    tx: &WriteTx,
    cx: &Ctx,
    loaded: &Loaded,
    details: &Details,
    date: &mut Occurrence,
    minutes: i64,
) -> Result<(), BookingError> {
    in_range("minutes", minutes, 1, (MAX_DURATION_MINUTES - date.duration_minutes).min(1440))?;
    date.state = date.state.step(Move::Extend)?;
    if date.ends_at <= cx.now {
        return Err(IllegalMove { from: date.state, verb: Move::Extend }.into());
    }
    let ends_at = date.ends_at.plus_minutes(minutes);
    let probes: Vec<Probe> = date
        .claims
        .iter()
        .filter_map(|claim| {
            let units = loaded.get(claim.bookable)?.units.clone();
            let span = Interval { start: claim.blocked.end, end: claim.blocked.end.plus_minutes(minutes) };
            Some(Probe { units, spans: vec![span] })
        })
        .collect();
    let calendar = Calendar::new(taken(tx.into(), &probes).await?).without(&HashSet::from([date.id.0]));
    let event = Interval { start: date.starts_at, end: ends_at };
    let mut plans = vec![plan::DatePlan {
        slot: crate::model::assess::Slot {
            original_start: date.original_start,
            start: date.start,
            duration_minutes: date.duration_minutes + minutes,
            zone: details.booking.series.zone,
            fold: details.booking.series.fold,
        },
        occurrence: Some(date.id),
        verdicts: vec![],
        own: vec![],
        skipped: false,
    }];
    for (claim, probe) in date.claims.iter().zip(&probes) {
        let Some(candidate) = loaded.get(claim.bookable) else { continue };
        let policy = candidate.policies.at(date.starts_at);
        let mut findings = assess::extension_findings(&cx.actor, candidate, &policy, event);
        let conflicts: Vec<_> = calendar.overlapping(&probe.units, probe.spans[0]).into_iter().cloned().collect();
        findings.extend(conflicts.iter().map(|taken| {
            Finding::refusal("occupied", json!({ "from": taken.span.start, "to": taken.span.end, "kind": taken.kind }))
        }));
        for finding in &mut findings {
            finding.bookable_id = Some(candidate.id);
            finding.original_start = Some(date.original_start);
        }
        plans[0].own.extend(findings.iter().filter(|finding| finding.severity == Severity::Refusal).cloned());
        plans[0].verdicts.push(assess::Verdict {
            bookable: candidate.id,
            layout: claim.layout,
            setup_minutes: claim.setup_minutes,
            cleanup_minutes: claim.cleanup_minutes,
            blocked: Interval { start: claim.blocked.start, end: claim.blocked.end.plus_minutes(minutes) },
            findings: vec![],
            conflicts,
            policy,
        });
    }
    plan::settle(plans, crate::model::booking::OnConflict::Fail)?;
    date.ends_at = ends_at;
    date.duration_minutes += minutes;
    date.overridden.time = true;
    reclaim(tx, loaded, date, |claim| Interval { end: claim.blocked.end.plus_minutes(minutes), ..claim.blocked })
        .await?;
    Ok(())
}

/// Ends a date that goes on, to the full minute and never of no length. Whoever took it out and is back before it was to begin had it
/// from then until now.
async fn end(
    tx: &WriteTx,
    cx: &Ctx,
    loaded: &Loaded,
    series: &Series,
    date: &mut Occurrence,
) -> Result<(), BookingError> {
    date.state = date.state.step(Move::Finish)?;
    let planned = Interval { start: date.starts_at, end: date.ends_at };
    let taken_out = date.claims.iter().filter(|claim| claim.blocked.start < planned_start(claim, planned.start));
    let taken_out = taken_out.map(|claim| claim.blocked.start).min().filter(|_| cx.now < planned.start);
    if let Some(at) = taken_out {
        date.start = WallTime::at(at, series.zone);
        date.starts_at = at.start_of_minute();
        date.overridden.time = true;
    }
    let minutes = cx.now.plus_seconds(59).minutes_since(date.starts_at).max(1);
    let ends_at = date.starts_at.plus_minutes(minutes);
    if ends_at < planned.end {
        date.ends_at = ends_at;
        date.duration_minutes = minutes;
        let saved = planned.end.minutes_since(ends_at);
        let freed = reclaim(tx, loaded, date, |claim| {
            let Interval { start, end } = claim.blocked;
            // What is back before it was to begin is free this very moment: whoever is next may stand there.
            let at_once = cx.now.plus_minutes(claim.cleanup_minutes).max(start.plus_seconds(1));
            Interval { start, end: if taken_out.is_some() { at_once } else { end.plus_minutes(-saved) } }
        })
        .await?;
        close_again(tx, cx, &freed).await?;
    }
    Ok(())
}

/// Lets claims and occupancies of a date hold another span. Answers what is given back.
async fn reclaim(
    tx: &WriteTx,
    loaded: &Loaded,
    date: &mut Occurrence,
    moved: impl Fn(&Claim) -> Interval,
) -> Result<Vec<(UnitId, Interval)>, BookingError> {
    let mut freed = vec![];
    for claim in &mut date.claims {
        let before = claim.blocked;
        claim.blocked = moved(claim);
        if let Some(candidate) = loaded.get(claim.bookable) {
            store::reach(tx, date.id.0, &candidate.units, claim.blocked).await?;
            let rests = [(before.start, claim.blocked.start), (claim.blocked.end, before.end)];
            let rests = rests.map(|(start, end)| Interval::new(start, end));
            freed.extend(candidate.units.iter().flat_map(|unit| rests.into_iter().flatten().map(|rest| (*unit, rest))));
        }
    }
    let claims: Vec<_> = date.claims.iter().cloned().map(|claim| (date.id, claim)).collect();
    store::put_claims(tx, &claims, true).await?;
    Ok(freed)
}
