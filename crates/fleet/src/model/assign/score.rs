//! What it costs to give a car to a trip.

use super::{Car, Energy, Rules, Trip, car::Scarce, fit::distance};

/// How many of something the cars differ by before it counts.
const LUGGAGE_STEP_L: i64 = 100;
const RANGE_STEP_KM: i64 = 50;

/// The price of a placing, compared part by part in this order: what is due, the lease, what others need more, size, range, use.
/// Placings are added up part by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Cost {
    /// Whether something must be in order before the trip ends, for which there is time yet.
    pub(super) due: i64,
    /// Kilometres beyond what the lease allows.
    pub(super) over_lease_km: i64,
    /// Things that others need and this trip does not: see [`Scarce`].
    pub(super) wasted: i64,
    /// Whether a child could sit there and none comes.
    pub(super) wasted_child_seats: i64,
    /// Seats that stay empty.
    pub(super) spare_seats: i64,
    /// Steps of boot that stay empty.
    spare_luggage: i64,
    /// Steps of range that are not needed; fuel has more than any battery.
    pub(super) spare_range: i64,
    /// Kilometres of the year, with those planned: level use.
    pub(super) driven_km: i64,
}

impl Cost {
    /// `planned_km` = what is planned for the car already.
    pub(super) fn of(car: &Car, trip: &Trip, planned_km: i64, rules: &Rules) -> Self {
        let km = distance(trip, rules);
        let driven_km = car.usage.driven_km + planned_km;
        let need = &trip.need;
        let spare_km = match car.energy {
            Energy::Fuel => FUEL_KM,
            Energy::Electric(battery) => (battery.range_km - km).clamp(0, FUEL_KM),
        };
        Self {
            due: i64::from(car.due_before(trip.span.end).is_some()),
            over_lease_km: car.usage.lease_cap_km.map_or(0, |cap| (driven_km + km - cap).max(0)),
            wasted: Scarce::ALL.iter().map(|it| i64::from(it.is_had_by(car) && !it.is_needed_by(need))).sum(),
            wasted_child_seats: i64::from(car.child_seats > 0 && need.child_seats == 0),
            spare_seats: (car.seats - need.seats()).max(0),
            spare_luggage: (car.luggage_l - need.luggage_l).max(0) / LUGGAGE_STEP_L,
            spare_range: spare_km / RANGE_STEP_KM,
            driven_km,
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            due: self.due + other.due,
            over_lease_km: self.over_lease_km + other.over_lease_km,
            wasted: self.wasted + other.wasted,
            wasted_child_seats: self.wasted_child_seats + other.wasted_child_seats,
            spare_seats: self.spare_seats + other.spare_seats,
            spare_luggage: self.spare_luggage + other.spare_luggage,
            spare_range: self.spare_range + other.spare_range,
            driven_km: self.driven_km + other.driven_km,
        }
    }

    /// Whether the two differ at most in how much the cars were driven.
    pub(super) fn is_alike(self, other: Self) -> bool {
        Self { driven_km: 0, ..self } == Self { driven_km: 0, ..other }
    }
}

/// What fuel counts for: further than any battery.
const FUEL_KM: i64 = 2_000;
