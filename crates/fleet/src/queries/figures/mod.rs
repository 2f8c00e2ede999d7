//! The figures of the fleet: use, peak, kilometres against leases, no-shows, late returns, zero emission, cost and carbon dioxide.

use booking::{
    Engine,
    queries::load::{Selection, load},
};
use chrono::NaiveDate;
use db::Conn;
use kernel::{BookableId, Ctx, Instant, Interval, PlaceId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    Vehicle, all,
    costs::{Books, CostFigures, midnight},
};
use crate::{
    FleetError,
    model::{
        figures_km::{driven, projected},
        figures_use::{merged, minutes_within, peak},
        vehicle::{Fuel, Lease, VehicleState},
    },
    policy::Permission,
};

mod open;
mod taken;

use open::{kept_away, open_spans};
use taken::{Reserved, reserved, trips};

/// Kilometres against what the lease pays for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LeaseFigure {
    /// The last day of the lease.
    pub ends_on: NaiveDate,
    /// How many kilometres are paid for over the whole term.
    pub cap_km: i64,
    /// How many were driven since it began, as far as readings tell.
    pub driven_km: i64,
    /// How many there will be at its end, when it goes on like that; none before there are two readings.
    pub projected_km: Option<i64>,
}

/// How much something is used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct UseFigures {
    /// Minutes until now in which it could be booked: within its hours, no closed day, not kept away.
    pub bookable_minutes: i64,
    /// Minutes of those in which it was out: from the hand-out to the return, without a hand-out as it was reserved.
    pub used_minutes: i64,
    /// Reservations that began.
    pub reservations: i64,
    /// Reservations that nobody came for, although the vehicle was there.
    pub no_shows: i64,
    /// Reservations whose vehicle came back, or whose trip ended, after them.
    pub late_returns: i64,
    /// Trips that were noted.
    pub trips: i64,
}

/// The figures of a vehicle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VehicleFigures {
    /// Which one.
    pub vehicle_id: BookableId,
    /// Its code.
    pub code: String,
    /// Its name in the caller's language.
    pub name: String,
    /// What it runs on.
    pub fuel: Fuel,
    /// Whether nothing comes out of it.
    pub zero_emission: bool,
    /// How much it is used.
    pub usage: UseFigures,
    /// What it cost, drove and emitted.
    pub costs: CostFigures,
    /// Its kilometres against its lease, where there is one with an end and a number of kilometres.
    pub lease: Option<LeaseFigure>,
}

/// The figures of the fleet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FleetFigures {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// How much all of them are used.
    pub usage: UseFigures,
    /// What all of them cost, drove and emitted.
    pub costs: CostFigures,
    /// The most vehicles that were out at once.
    pub peak_out: i64,
    /// When that began first.
    pub peak_at: Option<Instant>,
    /// How many kilometres were driven without emission.
    pub zero_emission_km: i64,
    /// How many trips were.
    pub zero_emission_trips: i64,
    /// By vehicle, in order of their codes.
    pub vehicles: Vec<VehicleFigures>,
}

/// Which figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FleetFiguresFilter {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Only of this site.
    pub site: Option<PlaceId>,
}

/// The figures of the vehicles on sites whose fleet the actor sees; those that are gone for good are left out.
pub async fn fleet_figures(conn: Conn<'_>, cx: &Ctx, filter: &FleetFiguresFilter) -> Result<FleetFigures, FleetError> {
    let FleetFiguresFilter { from, to, site } = *filter;
    let until = to.succ_opt().unwrap_or(to);
    let mut vehicles = all(conn).await?;
    vehicles.retain(|one| {
        site.is_none_or(|site| one.site.id == site)
            && one.standing.state != VehicleState::Disposed
            && Permission::SeeFleet.held_by(&cx.actor, &one.chain())
    });
    let ids: Vec<BookableId> = vehicles.iter().map(|one| one.id).collect();
    let span = span_of(&vehicles, from, until);
    let books = Books::load(conn, &ids, (span.start, span.end)).await?;
    let loaded = load(&Engine::new(vec![]), conn, &Selection::of(&ids), span).await?;
    let kept = kept_away(conn, &loaded, span).await?;
    let reserved = reserved(conn, &ids, span).await?;
    let trips = trips(conn, &ids, span).await?;
    let late = |one: &Reserved| {
        let mut of = trips.iter().filter(|trip| trip.reservation_id == Some(one.occurrence_id));
        one.back_at.is_some_and(|back| back > one.ends_at) || of.any(|trip| trip.ends_at > one.ends_at)
    };
    let mut figures = FleetFigures {
        from,
        to,
        usage: UseFigures::default(),
        costs: CostFigures { km_known: true, ..CostFigures::default() },
        peak_out: 0,
        peak_at: None,
        zero_emission_km: 0,
        zero_emission_trips: 0,
        vehicles: vec![],
    };
    let mut out = vec![];
    for vehicle in &vehicles {
        let mut open = open_spans(&loaded, vehicle, from, until, kept.get(&vehicle.id));
        open.retain(|one| one.start < cx.now);
        if let Some(last) = open.last_mut() {
            last.end = last.end.min(cx.now);
        }
        let held = || reserved.iter().filter(|one| one.vehicle_id == vehicle.id);
        let used: Vec<Interval> = held().filter(|one| one.has_begun(cx.now)).map(|one| one.out(cx.now)).collect();
        let mine: Vec<&Reserved> = held().filter(|one| one.is_within(span)).collect();
        let began: Vec<&&Reserved> = mine.iter().filter(|one| one.has_begun(cx.now)).collect();
        let driven_alone = trips.iter().filter(|trip| trip.vehicle_id == vehicle.id && trip.reservation_id.is_none());
        out.extend(merged(
            &used
                .iter()
                .copied()
                .chain(driven_alone.map(|trip| Interval { start: trip.starts_at, end: trip.ends_at }))
                .collect::<Vec<_>>(),
        ));
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let usage = UseFigures {
            bookable_minutes: open.iter().map(|one| one.end.minutes_since(one.start)).sum(),
            used_minutes: minutes_within(&used, &open),
            reservations: count(began.len()),
            no_shows: count(mine.iter().filter(|one| one.is_no_show()).count()),
            late_returns: count(began.iter().filter(|one| late(one)).count()),
            trips: count(trips.iter().filter(|trip| trip.vehicle_id == vehicle.id).count()),
        };
        let line = VehicleFigures {
            vehicle_id: vehicle.id,
            code: vehicle.code.clone(),
            name: vehicle.names.get(cx.lang).to_owned(),
            fuel: vehicle.details.fuel,
            zero_emission: vehicle.details.fuel.is_zero_emission(),
            costs: books.figures(vehicle, from, until, cx.now),
            lease: vehicle
                .details
                .lease
                .as_ref()
                .and_then(|lease| lease_figure(lease, vehicle, books.track(vehicle.id), cx.now)),
            usage,
        };
        figures.add(line);
    }
    for one in &mut out {
        (one.start, one.end) = (one.start.max(span.start), one.end.min(span.end));
    }
    if let Some((most, at)) = peak(&out) {
        (figures.peak_out, figures.peak_at) = (i64::try_from(most).unwrap_or(i64::MAX), Some(at));
    }
    Ok(figures)
}

impl FleetFigures {
    fn add(&mut self, line: VehicleFigures) {
        let (all, one) = (&mut self.usage, &line.usage);
        all.bookable_minutes += one.bookable_minutes;
        all.used_minutes += one.used_minutes;
        all.reservations += one.reservations;
        all.no_shows += one.no_shows;
        all.late_returns += one.late_returns;
        all.trips += one.trips;
        self.costs.add(&line.costs);
        if line.zero_emission {
            self.zero_emission_km += line.costs.km;
            self.zero_emission_trips += one.trips;
        }
        self.vehicles.push(line);
    }
}

/// From the first midnight to the last, wherever the vehicles are.
fn span_of(vehicles: &[Vehicle], from: NaiveDate, until: NaiveDate) -> Interval {
    let zones = || vehicles.iter().map(|one| one.zone).chain([kernel::Zone::BRUSSELS]);
    let start = zones().map(|zone| midnight(from, zone)).min().unwrap_or(Instant::from_micros(0));
    Interval { start, end: zones().map(|zone| midnight(until, zone)).max().unwrap_or(start) }
}

fn lease_figure(lease: &Lease, vehicle: &Vehicle, track: &[(Instant, i64)], now: Instant) -> Option<LeaseFigure> {
    let ends_on = lease.ends_on?;
    let days = (ends_on - lease.starts_on).num_days() + 1;
    let cap_km = lease.km_total.or_else(|| lease.km_per_year.map(|km| (km * days * 2 + 365).div_euclid(730)))?;
    let start = midnight(lease.starts_on, vehicle.zone);
    let end = midnight(ends_on.succ_opt()?, vehicle.zone);
    Some(LeaseFigure {
        ends_on,
        cap_km,
        driven_km: driven(track, start, now.min(end)),
        projected_km: projected(track, start, end),
    })
}
