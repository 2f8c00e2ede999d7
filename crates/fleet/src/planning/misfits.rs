//! What keeps a vehicle from a reservation that has it: what it can do has changed, or something is due by then.

use std::collections::{BTreeSet, HashMap};

use db::Conn;
use kernel::{BookableId, Ctx, Instant, Interval, OccurrenceId, Zone};

use super::supply::{plain_cars, zones_by_code};
use crate::{
    FleetError,
    model::{
        assign::{Hold, Need, Reason, Trip, misfit},
        reservation::{ASSUMED_KM, rules},
    },
};

/// A reservation with the vehicle that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Which one.
    pub(crate) id: OccurrenceId,
    /// When people travel.
    pub(crate) event: Interval,
    /// What it needs.
    pub(crate) need: Need,
    /// The vehicle.
    pub(crate) vehicle: BookableId,
    /// Whose clock counts there.
    pub(crate) zone: Zone,
}

/// Why each of them does not fit its vehicle, by the same rules by which none would get it. They come by start: kilometres are
/// counted from the first to the last. A fixed number of statements.
pub(crate) async fn misfits(conn: Conn<'_>, cx: &Ctx, kept: &[Kept]) -> Result<Vec<Option<Reason>>, FleetError> {
    let Some(window) = around(kept) else { return Ok(vec![]) };
    let of_zone: HashMap<BookableId, Zone> = kept.iter().map(|one| (one.vehicle, one.zone)).collect();
    let zones: BTreeSet<String> = kept.iter().flat_map(|one| one.need.zones.iter().cloned()).collect();
    let known = zones_by_code(conn, &zones).await?;
    let (cars, _) = plain_cars(conn, cx, &of_zone, &known, window).await?;
    let rules = rules(cx.now);
    let mut driven: HashMap<BookableId, i64> = HashMap::new();
    let of = |one: &Kept| {
        let car = cars.iter().find(|car| car.id == one.vehicle)?;
        let km = driven.entry(car.id).or_default();
        *km += one.need.distance_km.unwrap_or(ASSUMED_KM);
        let service = car.service.filter(|service| *km > service.left_km);
        let trip = Trip { id: one.id, span: one.event, need: one.need.clone(), car: Some(car.id), hold: Hold::ByName };
        let due_km = || service.map(|it| Reason::DueKm { cars: 1, kind: it.kind, due_km: it.due_km });
        misfit(car, &trip, &rules).or_else(due_km)
    };
    Ok(kept.iter().map(of).collect())
}

/// From the first to the last.
fn around(kept: &[Kept]) -> Option<Interval> {
    let start: Instant = kept.iter().map(|one| one.event.start).min()?;
    let end = kept.iter().map(|one| one.event.end).max()?;
    Some(Interval { start, end })
}
