//! What vehicles cost, drive and emit between days.

use std::collections::HashMap;

use chrono::NaiveDate;
use db::Conn;
use kernel::{BookableId, Instant, WallTime, Zone, id::CostId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use utoipa::ToSchema;

use super::Vehicle;
use crate::{
    FleetError,
    entity::{co2_factor, energy_transaction, odometer_reading, vehicle_cost},
    model::{
        co2::{Factor, factor_on, grams},
        cost::{CostKind, lease_share, months_between, per_100_km, share},
        day::day_at,
        figures_km::{driven, is_known},
    },
};

/// What a vehicle costs for one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CostOfKind {
    /// What for.
    pub kind: CostKind,
    /// How much.
    pub cents: i64,
}

/// What a vehicle, or the fleet, cost, drove and emitted in a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CostFigures {
    /// Kilometres, from odometer readings.
    pub km: i64,
    /// Whether readings stand on both sides of the time; else its kilometres are those of a part.
    pub km_known: bool,
    /// The share of the lease.
    pub lease_cents: i64,
    /// Fuel and electricity, in euros.
    pub energy_cents: i64,
    /// Everything else, by kind.
    pub kinds: Vec<CostOfKind>,
    /// All of it.
    pub total_cents: i64,
    /// Cents for 100 km, rounded; none where nothing was driven.
    pub cents_per_100_km: Option<i64>,
    /// Grams of carbon dioxide of what was filled and charged, by the factors of the day.
    pub co2_grams: i64,
    /// How many times energy was taken for which there is no factor: it is not in those grams.
    pub without_factor: i64,
    /// How many times energy was paid in another currency: it is not in the cents.
    pub other_currency: i64,
    /// Grams by what the maker declared for a kilometre, times the kilometres; none where nothing was declared.
    pub co2_declared_grams: Option<i64>,
}

impl CostFigures {
    /// Both together.
    pub fn add(&mut self, other: &Self) {
        self.km += other.km;
        self.km_known &= other.km_known;
        self.lease_cents += other.lease_cents;
        self.energy_cents += other.energy_cents;
        for one in &other.kinds {
            match self.kinds.iter_mut().find(|mine| mine.kind == one.kind) {
                Some(mine) => mine.cents += one.cents,
                None => self.kinds.push(*one),
            }
        }
        self.total_cents += other.total_cents;
        self.co2_grams += other.co2_grams;
        self.without_factor += other.without_factor;
        self.other_currency += other.other_currency;
        if let Some(grams) = other.co2_declared_grams {
            *self.co2_declared_grams.get_or_insert(0) += grams;
        }
        self.cents_per_100_km = per_100_km(self.total_cents, self.km);
    }
}

/// A cost that was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = VehicleCost)]
pub struct Cost {
    /// Which one.
    pub id: CostId,
    /// What for.
    pub kind: CostKind,
    /// On which day.
    pub on: NaiveDate,
    /// Over how many months it is spread.
    pub months: i64,
    /// How much.
    pub cents: i64,
    /// What there is to say about it.
    pub note: Option<String>,
}

/// What the figures of some vehicles are made of: four statements.
#[derive(Debug, Default)]
pub(crate) struct Books {
    tracks: HashMap<BookableId, Vec<(Instant, i64)>>,
    energy: HashMap<BookableId, Vec<energy_transaction::Model>>,
    costs: HashMap<BookableId, Vec<vehicle_cost::Model>>,
    factors: Vec<Factor>,
}

impl Books {
    pub(crate) async fn load(
        conn: Conn<'_>,
        ids: &[BookableId],
        (from, to): (Instant, Instant),
    ) -> Result<Self, FleetError> {
        let mut books = Self { factors: co2_factors(conn).await?, ..Self::default() };
        let readings = odometer_reading::Entity::find()
            .filter(odometer_reading::Column::VehicleId.is_in(ids.iter().copied()))
            .filter(odometer_reading::Column::CorrectedBy.is_null())
            .order_by_asc(odometer_reading::Column::ReadAt);
        for row in readings.all(&conn).await? {
            books.tracks.entry(row.vehicle_id).or_default().push((row.read_at, row.km));
        }
        let energy = energy_transaction::Entity::find()
            .filter(energy_transaction::Column::VehicleId.is_in(ids.iter().copied()))
            .filter(energy_transaction::Column::At.gte(from))
            .filter(energy_transaction::Column::At.lt(to));
        for row in energy.all(&conn).await? {
            books.energy.entry(row.vehicle_id).or_default().push(row);
        }
        let costs = vehicle_cost::Entity::find()
            .filter(vehicle_cost::Column::VehicleId.is_in(ids.iter().copied()))
            .order_by_desc(vehicle_cost::Column::OnDay)
            .order_by_desc(vehicle_cost::Column::Id);
        for row in costs.all(&conn).await? {
            books.costs.entry(row.vehicle_id).or_default().push(row);
        }
        Ok(books)
    }

    /// What the odometer of a vehicle showed, the first first.
    pub(crate) fn track(&self, vehicle: BookableId) -> &[(Instant, i64)] {
        self.tracks.get(&vehicle).map_or(&[], Vec::as_slice)
    }

    /// What was noted of a vehicle, the last first.
    pub(crate) fn costs(&self, vehicle: BookableId) -> Vec<Cost> {
        let rows = self.costs.get(&vehicle).into_iter().flatten();
        let cost = |row: &vehicle_cost::Model| Cost {
            id: row.id,
            kind: row.kind,
            on: row.on_day.0,
            months: row.months,
            cents: row.cents,
            note: row.note.clone(),
        };
        rows.map(cost).collect()
    }

    /// The figures of a vehicle between two days, half-open, on the calendar of its site. What is to come after today counts
    /// for nothing: neither its kilometres are known.
    pub(crate) fn figures(&self, vehicle: &Vehicle, from: NaiveDate, until: NaiveDate, now: Instant) -> CostFigures {
        let tomorrow = vehicle.today(now).succ_opt().unwrap_or(until);
        let until = until.min(tomorrow);
        if from >= until {
            return CostFigures { km_known: true, ..CostFigures::default() };
        }
        let (start, end) = (midnight(from, vehicle.zone), midnight(until, vehicle.zone));
        let track = self.track(vehicle.id);
        let km = driven(track, start, end);
        let mut figures = CostFigures {
            km,
            km_known: is_known(track, start, end.min(now)),
            lease_cents: vehicle.details.lease.as_ref().map_or(0, |lease| lease_share(lease, from, until)),
            co2_declared_grams: vehicle.details.co2_g_km.map(|grams| grams * km),
            ..CostFigures::default()
        };
        for row in self.energy.get(&vehicle.id).into_iter().flatten().filter(|row| start <= row.at && row.at < end) {
            match row.currency.as_str() {
                "EUR" => figures.energy_cents += row.cents,
                _ => figures.other_currency += 1,
            }
            if row.quantity == 0 {
                continue;
            }
            match factor_on(&self.factors, row.kind, day_at(row.at, vehicle.zone)) {
                Some(factor) => figures.co2_grams += grams(factor, row.quantity),
                None => figures.without_factor += 1,
            }
        }
        for kind in CostKind::ALL {
            let of_kind = self.costs.get(&vehicle.id).into_iter().flatten().filter(|row| row.kind == *kind);
            let cents = of_kind.map(|row| share(row.cents, row.on_day.0, row.months, from, until)).sum();
            if cents != 0 {
                figures.kinds.push(CostOfKind { kind: *kind, cents });
            }
        }
        let other: i64 = figures.kinds.iter().map(|one| one.cents).sum();
        figures.total_cents = figures.lease_cents + figures.energy_cents + other;
        figures.cents_per_100_km = per_100_km(figures.total_cents, km);
        figures
    }
}

/// The first moment of a day.
pub(crate) fn midnight(day: NaiveDate, zone: Zone) -> Instant {
    WallTime::midnight(day).instant_or_next(zone)
}

/// All factors, by kind, the last first.
pub async fn co2_factors(conn: Conn<'_>) -> Result<Vec<Factor>, FleetError> {
    let rows = co2_factor::Entity::find()
        .order_by_asc(co2_factor::Column::Kind)
        .order_by_desc(co2_factor::Column::FromDay)
        .all(&conn)
        .await?;
    let factor = |row: co2_factor::Model| Factor {
        id: row.id,
        kind: row.kind,
        from: row.from_day.0,
        grams: row.grams,
        source: row.source,
        to_confirm: row.to_confirm,
    };
    Ok(rows.into_iter().map(factor).collect())
}

/// A month of a vehicle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CostMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// What it cost, drove and emitted.
    pub figures: CostFigures,
}

/// The months of a vehicle between two days, all of them together, and what was noted.
pub async fn vehicle_costs(
    conn: Conn<'_>,
    vehicle: &Vehicle,
    (from, until): (NaiveDate, NaiveDate),
    now: Instant,
) -> Result<(Vec<CostMonth>, CostFigures, Vec<Cost>), FleetError> {
    let span = (midnight(from, vehicle.zone), midnight(until, vehicle.zone));
    let books = Books::load(conn, &[vehicle.id], span).await?;
    let mut total = CostFigures { km_known: true, ..CostFigures::default() };
    let mut months = vec![];
    for (month, end) in months_between(from, until) {
        let figures = books.figures(vehicle, month, end, now);
        total.add(&figures);
        months.push(CostMonth { month, figures });
    }
    Ok((months, total, books.costs(vehicle.id)))
}
