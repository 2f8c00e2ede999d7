//! What drivers drive on a day, with their duty and the rest before and after it.

use chrono::{Days, NaiveDate};
use db::Conn;
use kernel::{Ctx, Instant, Interval, PlaceId, WallTime, Zone, id::DriverId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    absences::absent_within,
    drivers::{Driver, chauffeurs, visible_driver},
    reservations::managed_sites,
    rides::{Ride, RideFilter, list_rides},
    settings::{Settings, settings},
};
use crate::{
    FleetError,
    entity::driver,
    model::{
        day::end_of_day,
        ride::{Duty, RideState, duties},
    },
    policy::Permission,
};

/// The most rides that are read for a sheet: more are never driven in three days.
const MOST: u64 = 2000;

/// The day of a driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriverDay {
    /// Who.
    pub driver: Driver,
    /// Which day.
    pub date: NaiveDate,
    /// When they are not there on that day, the first first.
    pub away: Vec<Interval>,
    /// The rides of that day, the first first.
    pub rides: Vec<Ride>,
    /// From the first to the last of those that begin on it.
    pub duty: Option<Duty>,
    /// Minutes of rest before the duty, where the day before has one.
    pub rest_before: Option<i64>,
    /// Minutes of rest after the duty, where the day after has one.
    pub rest_after: Option<i64>,
}

/// The days of the drivers of a site, and the rides of that day that wait for a driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPlan {
    /// Which day.
    pub date: NaiveDate,
    /// The drivers, by name.
    pub days: Vec<DriverDay>,
    /// What waits for a driver.
    pub waiting: Vec<Ride>,
    /// The rules of the house.
    pub settings: Settings,
}

/// A day by the clock of the house.
#[must_use]
pub fn span_of(date: NaiveDate) -> Interval {
    let start = WallTime::midnight(date).instant_or_next(Zone::BRUSSELS);
    Interval { start, end: end_of_day(date, Zone::BRUSSELS) }
}

/// The day of one driver: for the driver, and for the desk.
pub async fn driver_day(conn: Conn<'_>, cx: &Ctx, id: DriverId, date: NaiveDate) -> Result<DriverDay, FleetError> {
    let driver = visible_driver(conn, cx, id).await?;
    let rides = around(conn, cx, Some(id), None, date).await?;
    let away = absent_within(conn, &[id], span_of(date)).await?;
    Ok(day_of(driver, date, &rides, &away))
}

/// The driver that the actor is, if they are one.
pub async fn own_driver(conn: Conn<'_>, cx: &Ctx) -> Result<Option<Driver>, FleetError> {
    let Some(person) = cx.actor.person else { return Ok(None) };
    let row = driver::Entity::find().filter(driver::Column::PersonId.eq(person)).one(&conn).await?;
    match row {
        Some(row) => Ok(Some(super::drivers::driver(conn, row.id).await?)),
        None => Ok(None),
    }
}

/// The days of all chauffeurs of the sites whose desk the actor is.
pub async fn day_plan(conn: Conn<'_>, cx: &Ctx, site: Option<PlaceId>, date: NaiveDate) -> Result<DayPlan, FleetError> {
    Permission::ManageReservations.require_anywhere(&cx.actor)?;
    let sites = managed_sites(conn, cx).await?;
    let sites: Vec<_> = sites.into_iter().filter(|id| site.is_none_or(|site| site.0 == *id)).collect();
    let bookables = super::drivers::bookables_on(conn, &sites).await?;
    let drivers = if bookables.is_empty() { vec![] } else { chauffeurs(conn, &bookables).await? };
    let rides = around(conn, cx, None, site, date).await?;
    let span = span_of(date);
    let waiting = rides.iter().filter(|ride| ride.state == RideState::Planned && overlaps(ride, span)).cloned();
    let ids: Vec<DriverId> = drivers.iter().map(|driver| driver.id).collect();
    let away = absent_within(conn, &ids, span).await?;
    Ok(DayPlan {
        date,
        waiting: waiting.collect(),
        days: drivers.into_iter().map(|driver| day_of(driver, date, &rides, &away)).collect(),
        settings: settings(conn).await?,
    })
}

/// The rides of a day, with those of the days before and after, which decide about the rest.
async fn around(
    conn: Conn<'_>,
    cx: &Ctx,
    driver: Option<DriverId>,
    site: Option<PlaceId>,
    date: NaiveDate,
) -> Result<Vec<Ride>, FleetError> {
    let from: Instant = span_of(date.checked_sub_days(Days::new(1)).unwrap_or(date)).start;
    let to: Instant = span_of(date.checked_add_days(Days::new(1)).unwrap_or(date)).end;
    let filter = RideFilter { driver, from: Some(from), to: Some(to), site, ..RideFilter::default() };
    list_rides(conn, cx, &filter, None, MOST).await
}

fn overlaps(ride: &Ride, span: Interval) -> bool {
    Interval { start: ride.starts_at, end: ride.ends_at }.overlaps(span)
}

fn day_of(driver: Driver, date: NaiveDate, rides: &[Ride], away: &[(DriverId, Interval)]) -> DriverDay {
    let own = || rides.iter().filter(|ride| ride.driver.as_ref().is_some_and(|one| one.id == driver.id));
    let driven = own().filter(|ride| ride.state != RideState::Cancelled);
    let spans: Vec<Interval> = driven.map(|ride| Interval { start: ride.starts_at, end: ride.ends_at }).collect();
    let found = duties(&spans, Zone::BRUSSELS);
    let at = found.iter().position(|duty| duty.day == date);
    let rest = |one: Option<usize>, next: Option<usize>| {
        let (one, next) = (found.get(one?)?, found.get(next?)?);
        Some(next.span.start.minutes_since(one.span.end))
    };
    let day = span_of(date);
    let rides = own().filter(|ride| overlaps(ride, day)).cloned().collect();
    let own_away = away.iter().filter(|(id, _)| *id == driver.id).map(|(_, span)| *span);
    DriverDay {
        date,
        away: own_away.collect(),
        rides,
        duty: at.map(|at| found[at]),
        rest_before: rest(at.and_then(|at| at.checked_sub(1)), at),
        rest_after: rest(at, at.map(|at| at + 1)),
        driver,
    }
}
