//! The cars as the solver takes them: seats, batteries, zones, leases, and when they are away.

use std::collections::{BTreeSet, HashMap};

use booking::{
    model::assess::{Cause, Taken},
    queries::load::Loaded,
};
use chrono::{Datelike, NaiveDate};
use db::{Conn, sql::Raw};
use kernel::{BookableId, Ctx, Instant, Interval, OccurrenceId, WallTime, Zone};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    due::{dues, odometers, planned_outside},
    situation::vehicles_by_unit,
};
use crate::{
    FleetError,
    entity::{vehicle, vehicle_reservation},
    model::{
        assign::{Bar, BarCause, Battery, Car, Energy, Reading, Usage},
        day::{day_at, end_of_day},
        emission::{EmissionReason, EmissionSchemeKind, EmissionVerdict, decide},
        reservation::BAY_WATTS,
        vehicle::Fuel,
    },
    queries::{Away, Scheme, schemes},
};

/// Where nobody knows the battery, it is full after so many hours.
const HOURS_TO_FILL: i64 = 10;
/// How long what should be back is counted as away from now on, in minutes: nobody knows when it will be.
pub(super) const LATE_MINUTES: i64 = 120;

/// What is known of the days of the cars.
#[derive(Clone, Copy)]
pub(super) struct Planned<'a> {
    /// What the dates need that hold them.
    pub(super) needs: &'a HashMap<OccurrenceId, vehicle_reservation::Model>,
    /// When they are taken.
    pub(super) taken: &'a [Taken],
    /// Those that are not there.
    pub(super) away: &'a [Away],
    /// The date that counts for nothing.
    pub(super) own: Option<OccurrenceId>,
}

/// The cars. A battery holds what was in it when the desk last looked, at a hand-out or a return; where nobody did, it is taken to be full
/// at the beginning of the window, days before the wish.
pub(super) async fn cars(
    conn: Conn<'_>,
    cx: &Ctx,
    loaded: &Loaded,
    to_zones: &[String],
    planned: Planned<'_>,
    window: Interval,
) -> Result<Vec<Car>, FleetError> {
    let Planned { needs, taken, away, own } = planned;
    let of_zone: HashMap<BookableId, Zone> = loaded.candidates.iter().map(|one| (one.id, one.zone)).collect();
    let mut zones: BTreeSet<String> = to_zones.iter().cloned().collect();
    zones.extend(needs.values().flat_map(vehicle_reservation::Model::zone_codes));
    let known = zones_by_code(conn, &zones).await?;
    if !of_zone.is_empty() && to_zones.iter().any(|code| known.iter().all(|scheme| scheme.code != *code)) {
        return Err(FleetError::field("zones", "unknown"));
    }
    let (mut cars, rows) = plain_cars(conn, cx, &of_zone, &known, window).await?;
    let ids: Vec<BookableId> = cars.iter().map(|car| car.id).collect();
    if ids.is_empty() {
        return Ok(cars);
    }
    let driven = driven(conn, cx, &ids).await?;
    let in_service: Vec<BookableId> = cars.iter().filter(|car| car.service.is_some()).map(|car| car.id).collect();
    let outside = planned_outside(conn, cx, &in_service, window, own).await?;
    let of_unit = vehicles_by_unit(loaded);
    let mut blocked: HashMap<BookableId, Vec<Interval>> = HashMap::new();
    let mut since: HashMap<BookableId, Instant> = HashMap::new();
    for one in taken {
        let Some(car) = of_unit.get(&one.unit) else { continue };
        let first = since.entry(*car).or_insert(window.start);
        *first = (*first).min(one.span.start);
        if !matches!(one.cause, Cause::Occurrence { .. }) {
            blocked.entry(*car).or_default().push(one.span);
        }
    }
    for one in away {
        blocked.entry(one.vehicle_id).or_default().extend(one.late(cx.now, LATE_MINUTES));
    }
    let looked_at = looked_at(conn, &ids, window).await?;
    for (car, row) in cars.iter_mut().zip(&rows) {
        let full_at = since.get(&row.id).copied().unwrap_or(window.start);
        car.energy = energy(row, full_at, looked_at.get(&row.id));
        car.usage = Usage { driven_km: driven.get(&row.id).copied().unwrap_or_default(), lease_cap_km: cap(row) };
        car.blocked = blocked.remove(&row.id).unwrap_or_default();
        if let Some(service) = &mut car.service {
            service.left_km -= outside.get(&row.id).copied().unwrap_or_default();
        }
    }
    Ok(cars)
}

/// Cars as they are, whatever they are planned for, with their rows: what a reservation needs can be held against them. A fixed
/// number of statements.
pub(super) async fn plain_cars(
    conn: Conn<'_>,
    cx: &Ctx,
    of_zone: &HashMap<BookableId, Zone>,
    known: &[Scheme],
    window: Interval,
) -> Result<(Vec<Car>, Vec<vehicle::Model>), FleetError> {
    if of_zone.is_empty() {
        return Ok((vec![], vec![]));
    }
    let ids: Vec<BookableId> = of_zone.keys().copied().collect();
    let odometers = odometers(conn, &ids).await?;
    let mut due = dues(conn, cx, of_zone, &odometers).await?;
    let rows = vehicle::Entity::find().filter(vehicle::Column::Id.is_in(ids)).all(&conn).await?;
    let cars = rows.iter().map(|row| {
        let zone = of_zone.get(&row.id).copied().unwrap_or(Zone::BRUSSELS);
        let due = due.remove(&row.id).unwrap_or_default();
        Car {
            id: row.id,
            category: row.category,
            body: row.body,
            seats: row.seats,
            luggage_l: row.boot_litres.unwrap_or_default(),
            child_seats: row.child_seat_anchors,
            step_free: row.step_free,
            self_drive: !row.chauffeured,
            chauffeured: row.chauffeured,
            barred: known.iter().flat_map(|scheme| barred(scheme, row, zone, window)).collect(),
            due: due.by_day,
            service: due.by_km,
            energy: energy(row, window.start, None),
            usage: Usage::default(),
            blocked: vec![],
        }
    });
    Ok((cars.collect(), rows))
}

/// The zones with these codes, as far as there are any.
pub(super) async fn zones_by_code(conn: Conn<'_>, codes: &BTreeSet<String>) -> Result<Vec<Scheme>, FleetError> {
    let mut known = if codes.is_empty() { vec![] } else { schemes(conn).await? };
    known.retain(|one| one.kind == EmissionSchemeKind::Zone && codes.contains(&one.code));
    Ok(known)
}

/// What it drives on. One whose range nobody wrote down is promised nothing.
fn energy(row: &vehicle::Model, full_at: Instant, looked_at: Option<&(i64, Instant)>) -> Energy {
    if row.fuel != Fuel::Electric {
        return Energy::Fuel;
    }
    let range_km = row.range_km.unwrap_or_default();
    let watts = row.max_charge_watts.map_or(BAY_WATTS, |most| most.min(BAY_WATTS));
    let km_per_hour = match row.battery_wh.filter(|battery| *battery > 0) {
        Some(battery) => range_km * watts / battery,
        None => range_km / HOURS_TO_FILL,
    };
    let reading = match looked_at {
        Some((percent, at)) => Reading { km: range_km * percent / 100, at: *at },
        None => Reading { km: range_km, at: full_at },
    };
    Energy::Electric(Battery { range_km, km_per_hour, reading })
}

/// How many percent were in the batteries when the desk last looked within the window, at a hand-out or a return, and when. A trip that is
/// over by then is in it already.
async fn looked_at(
    conn: Conn<'_>,
    ids: &[BookableId],
    window: Interval,
) -> Result<HashMap<BookableId, (i64, Instant)>, FleetError> {
    let mut sql = Raw::new(&conn);
    for (place, (at, percent)) in
        [("out_at", "out_energy_percent"), ("back_at", "back_energy_percent")].into_iter().enumerate()
    {
        sql.push(if place == 0 { "SELECT vehicle_id, " } else { " UNION ALL SELECT vehicle_id, " });
        sql.push(at)
            .push(" AS at, ")
            .push(percent)
            .push(" AS percent FROM vehicle_handover WHERE undone_at IS NULL AND ");
        sql.push(percent).push(" IS NOT NULL AND ").push(at).push(" >= ").bind(window.start.micros());
        sql.push(" AND vehicle_id IN (").bind_all(ids.iter().map(|id| id.0)).push(")");
    }
    sql.push(" ORDER BY at");
    let mut found = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let at = (row.try_get("", "percent")?, row.try_get("", "at")?);
        found.insert(row.try_get("", "vehicle_id")?, at);
    }
    Ok(found)
}

/// What the lease allows in a year.
fn cap(row: &vehicle::Model) -> Option<i64> {
    let over_term = || {
        let (from, to) = (row.lease_starts_on?.0, row.lease_ends_on?.0);
        let days = (to - from).num_days() + 1;
        row.lease_km_total.filter(|_| days > 0).map(|km| km * 365 / days.max(365))
    };
    row.lease_km_per_year.or_else(over_term)
}

/// The days on which the zone does not let a vehicle in, or nobody knows whether it does, each with why.
fn barred(scheme: &Scheme, row: &vehicle::Model, zone: Zone, window: Interval) -> Vec<Bar> {
    let midnight = |day: NaiveDate| WallTime::midnight(day).instant_or_next(zone);
    let mut bars: Vec<Bar> = vec![];
    let (mut day, last) = (day_at(window.start, zone), day_at(window.end, zone));
    while day <= last {
        let decision = decide(&scheme.rules, row.fuel.rule_fuel(), row.euro_norm, day);
        let because = match decision.verdict {
            EmissionVerdict::Allowed | EmissionVerdict::Excepted => None,
            EmissionVerdict::Refused => Some(BarCause::Refused),
            EmissionVerdict::Unknown if decision.reason == EmissionReason::NormUnknown => Some(BarCause::NormUnknown),
            EmissionVerdict::Unknown => Some(BarCause::RuleUnknown),
        };
        if let Some(because) = because {
            let span = Interval { start: midnight(day), end: end_of_day(day, zone) };
            match bars.last_mut() {
                Some(bar) if bar.span.end == span.start && bar.because == because => bar.span.end = span.end,
                _ => bars.push(Bar { zone: scheme.code.clone(), span, because }),
            }
        }
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    bars
}

/// How many kilometres each was driven this year, as far as odometers tell.
async fn driven(conn: Conn<'_>, cx: &Ctx, ids: &[BookableId]) -> Result<HashMap<BookableId, i64>, FleetError> {
    let today = day_at(cx.now, Zone::BRUSSELS);
    let year = today.with_ordinal(1).map_or(cx.now, |day| WallTime::midnight(day).instant_or_next(Zone::BRUSSELS));
    let mut sql = Raw::new(&conn);
    sql.push("SELECT vehicle_id, MAX(km) AS last, MIN(km) AS first, MAX(CASE WHEN read_at < ").bind(year.micros());
    sql.push(" THEN km END) AS before FROM odometer_reading WHERE corrected_by IS NULL AND vehicle_id IN (");
    sql.bind_all(ids.iter().map(|id| id.0)).push(") GROUP BY vehicle_id");
    let mut driven = HashMap::new();
    for row in conn.query_all_raw(sql.build()).await? {
        let (last, first): (i64, i64) = (row.try_get("", "last")?, row.try_get("", "first")?);
        let before: Option<i64> = row.try_get("", "before")?;
        driven.insert(row.try_get("", "vehicle_id")?, last - before.unwrap_or(first));
    }
    Ok(driven)
}
