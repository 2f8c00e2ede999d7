//! When vehicles could be booked.

use std::collections::HashMap;

use booking::{
    model::assess::Cause,
    queries::{load::Loaded, taken_within},
};
use chrono::{Datelike, NaiveDate};
use db::Conn;
use kernel::{BookableId, Interval, UnitId, WallTime};

use super::super::{Vehicle, costs::midnight};
use crate::{FleetError, model::figures_use::merged};

/// When vehicles were kept away: out of service, overdue, closed.
pub(super) async fn kept_away(
    conn: Conn<'_>,
    loaded: &Loaded,
    span: Interval,
) -> Result<HashMap<BookableId, Vec<Interval>>, FleetError> {
    let of_unit: HashMap<UnitId, BookableId> =
        loaded.candidates.iter().flat_map(|one| one.units.iter().map(|unit| (*unit, one.id))).collect();
    let mut kept: HashMap<BookableId, Vec<Interval>> = HashMap::new();
    for one in taken_within(conn, loaded, span).await? {
        if let (Some(vehicle), false) = (of_unit.get(&one.unit), matches!(one.cause, Cause::Occurrence { .. })) {
            kept.entry(*vehicle).or_default().push(one.span);
        }
    }
    Ok(kept)
}

/// When a vehicle could be booked: the hours of each day by the policy that held at its beginning, without closed days and
/// without the times in which it was kept away.
pub(super) fn open_spans(
    loaded: &Loaded,
    vehicle: &Vehicle,
    from: NaiveDate,
    until: NaiveDate,
    kept: Option<&Vec<Interval>>,
) -> Vec<Interval> {
    let Some(candidate) = loaded.get(vehicle.id) else { return vec![] };
    let mut open = vec![];
    for day in from.iter_days().take_while(|day| *day < until) {
        let hours = &candidate.policies.at(midnight(day, vehicle.zone)).hours;
        let closed = candidate.closed_days.iter().any(|closed| closed.day == day);
        if closed && !hours.open_on_closed_days {
            continue;
        }
        let at = |minutes: u32| WallTime::midnight(day).plus_minutes(i64::from(minutes)).instant_or_next(vehicle.zone);
        for stretch in hours.on(day.weekday()) {
            open.push(Interval { start: at(stretch.from.minutes()), end: at(stretch.to.minutes()) });
        }
    }
    without(&merged(&open), &merged(kept.map_or(&[], Vec::as_slice)))
}

/// The first spans without the second ones; both in order.
fn without(of: &[Interval], gone: &[Interval]) -> Vec<Interval> {
    let mut left = vec![];
    for one in of {
        let mut start = one.start;
        for other in gone.iter().filter(|other| other.start < one.end && other.end > one.start) {
            if other.start > start {
                left.push(Interval { start, end: other.start });
            }
            start = start.max(other.end);
        }
        if start < one.end {
            left.push(Interval { start, end: one.end });
        }
    }
    left
}
