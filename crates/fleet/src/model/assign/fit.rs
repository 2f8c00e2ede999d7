//! Whether a car is fit for a trip, whatever else is planned.

use super::{Bar, BarCause, Car, Reason, Rules, Trip};

/// The kilometres that a trip counts for.
pub(super) fn distance(trip: &Trip, rules: &Rules) -> i64 {
    trip.need.distance_km.unwrap_or(rules.assumed_km).max(0)
}

/// What keeps the car from ever serving the trip, as a reason about one car.
pub(crate) fn misfit(car: &Car, trip: &Trip, rules: &Rules) -> Option<Reason> {
    let need = &trip.need;
    let drivable = need.drivable.as_ref().is_none_or(|categories| categories.contains(&car.category));
    let bars = |bar: &&Bar| need.zones.contains(&bar.zone) && bar.span.overlaps(trip.span);
    let due = car.due_before(trip.span.end).filter(|due| due.near);
    let needed_km = distance(trip, rules) + rules.reserve_km;
    if car.seats < need.seats() {
        Some(Reason::TooFewSeats { cars: 1, needed: need.seats() })
    } else if car.luggage_l < need.luggage_l {
        Some(Reason::TooLittleLuggage { cars: 1, needed_l: need.luggage_l })
    } else if car.child_seats < need.child_seats {
        Some(Reason::TooFewChildSeats { cars: 1, needed: need.child_seats })
    } else if need.step_free && !car.step_free {
        Some(Reason::NotStepFree { cars: 1 })
    } else if need.driver && !car.chauffeured {
        Some(Reason::NotWithDriver { cars: 1 })
    } else if !need.driver && !car.self_drive {
        Some(Reason::OnlyWithDriver { cars: 1 })
    } else if !drivable {
        Some(Reason::NotDrivable { cars: 1 })
    } else if let Some(bar) = car.barred.iter().filter(bars).min_by_key(|bar| bar.because) {
        let (cars, zone) = (1, bar.zone.clone());
        Some(match bar.because {
            BarCause::Refused => Reason::ZoneRefused { cars, zone },
            BarCause::RuleUnknown => Reason::ZoneRuleUnknown { cars, zone },
            BarCause::NormUnknown => Reason::ZoneNormUnknown { cars, zone },
        })
    } else if let Some(battery) = car.battery().filter(|battery| battery.range_km < needed_km) {
        let known = battery.range_km > 0;
        Some(if known { Reason::RangeTooShort { cars: 1, needed_km } } else { Reason::RangeUnknown { cars: 1 } })
    } else {
        due.map(|due| Reason::Due { cars: 1, kind: due.kind, due_on: due.on })
    }
}
