//! Another car for reservations that cannot keep theirs.

use std::collections::HashMap;

use booking::model::assess::Standing;
use kernel::{BookableId, Ctx, Interval, OccurrenceId};

use super::{Chosen, Situation};
use crate::model::{
    assign::{Car, Energy, Hold, Need, Outcome, Reason, Trip, assign, lost_trips},
    reservation::{MOST_MOVES, Remark, rules, slot},
};

/// A reservation that cannot keep its car.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lost {
    /// Which one.
    pub(crate) id: OccurrenceId,
    /// When people travel.
    pub(crate) event: Interval,
    /// What it needs.
    pub(crate) need: Need,
    /// The car that it has.
    pub(crate) from: BookableId,
}

impl Situation {
    /// Counts a car as away for a span.
    pub(crate) fn keep_away(&mut self, car: BookableId, span: Interval) {
        for one in self.cars.iter_mut().filter(|one| one.id == car) {
            one.blocked.push(span);
        }
    }

    /// The trips for which their cars will not be charged enough, with the kilometres that are needed.
    pub(crate) fn uncharged(&self, cx: &Ctx) -> HashMap<OccurrenceId, Reason> {
        let rules = rules(cx.now);
        let electric: Vec<Car> =
            self.cars.iter().filter(|car| matches!(car.energy, Energy::Electric(_))).cloned().collect();
        let lost = lost_trips(&electric, &self.trips, &rules).into_iter();
        let why = |trip: &Trip| {
            let needed_km = trip.need.distance_km.unwrap_or(rules.assumed_km) + rules.reserve_km;
            (trip.id, Reason::NotChargedInTime { cars: 1, needed_km })
        };
        lost.map(why).collect()
    }

    /// Finds each of them another car, and who moves for it, the first first; what one gets the next does not. Of the rules about
    /// booking only the hours of a car keep it from them: they were promised one.
    pub(crate) fn replace(&self, cx: &Ctx, lost: &[Lost]) -> Vec<Option<Chosen>> {
        let mut trips: Vec<Trip> =
            self.trips.iter().filter(|trip| lost.iter().all(|one| one.id != trip.id)).cloned().collect();
        let mut found = vec![];
        for one in lost {
            let chosen = self.find_other(cx, one, &trips);
            if let Some((chosen, trip)) = &chosen {
                for moved in &chosen.moves {
                    for other in trips.iter_mut().filter(|other| other.id == moved.trip) {
                        (other.car, other.hold) = (Some(moved.to), Hold::ByName);
                    }
                }
                trips.push(trip.clone());
            }
            found.push(chosen.map(|(chosen, _)| chosen));
        }
        found
    }

    fn find_other(&self, cx: &Ctx, lost: &Lost, trips: &[Trip]) -> Option<(Chosen, Trip)> {
        let slot = slot(lost.event, self.zone)?;
        // What has begun was asked for before.
        let asked = Ctx { now: cx.now.min(lost.event.start), ..cx.clone() };
        let mut cars = self.cars.clone();
        cars.retain(|car| {
            let candidate = self.loaded.get(car.id).filter(|_| car.id != lost.from);
            candidate.is_some_and(|candidate| {
                self.forbids(&asked, candidate, &slot, Standing::Theirs).is_none()
                    && !self.is_closed(&asked, candidate, &slot)
            })
        });
        let (before, after) = self.buffers(&slot);
        // Whoever drives it stays the same.
        let drivable = self.chauffeurs.drivable_by_date().remove(&lost.id);
        let new = Trip {
            id: lost.id,
            span: lost.event.padded(before, after),
            need: Need { drivable, ..lost.need.clone() },
            car: None,
            hold: Hold::Free,
        };
        let (choice, moves) = match assign(&cars, trips, &new, &rules(cx.now)).outcome {
            Outcome::Fits(choice) => (choice, vec![]),
            Outcome::FitsAfterSwaps { choice, moves, .. } if moves.len() <= MOST_MOVES => (choice, moves),
            _ => return None,
        };
        let why = choice.why.iter().map(Remark::reason).collect();
        let chosen = Chosen { vehicle: choice.car, why, moves, driver: None };
        let trip = Trip { car: Some(chosen.vehicle), hold: Hold::ByName, ..new };
        Some((chosen, trip))
    }
}
