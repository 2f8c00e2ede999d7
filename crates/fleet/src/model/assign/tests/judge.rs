//! Naive judges that share no code with what they judge: half an hour after the other, and every distribution.

use std::collections::HashSet;

use super::{Car, Energy, Hold, MIDNIGHT, Rules, Trip};

/// The judges look at half hours; what they are asked about starts and ends on them.
const SLOT: i64 = 30;

fn slot(at: kernel::Instant) -> i64 {
    let minutes = at.minutes_since(MIDNIGHT);
    assert_eq!(minutes % SLOT, 0, "on the half hour");
    minutes / SLOT
}

/// Whether a car is the right one for a trip, whatever else is planned.
pub(super) fn suits(car: &Car, trip: &Trip) -> bool {
    let need = &trip.need;
    let people = if need.driver { need.people + 1 } else { need.people };
    let role = if need.driver { car.chauffeured } else { car.self_drive };
    let zones = need.zones.iter().all(|zone| {
        car.barred
            .iter()
            .all(|bar| bar.zone != *zone || bar.span.end <= trip.span.start || trip.span.end <= bar.span.start)
    });
    people <= car.seats
        && need.luggage_l <= car.luggage_l
        && need.child_seats <= car.child_seats
        && (car.step_free || !need.step_free)
        && role
        && zones
        && car.due.iter().all(|due| !due.near || trip.span.end <= due.from)
}

/// Whether others need the car more, or it must be seen to before the trip ends.
pub(super) fn is_kept_for_others(car: &Car, trip: &Trip) -> bool {
    let need = &trip.need;
    let people = if need.driver { need.people + 1 } else { need.people };
    car.due.iter().any(|due| due.from < trip.span.end)
        || (car.step_free && !need.step_free)
        || (car.chauffeured && !need.driver)
        || (car.luggage_l > 700 && need.luggage_l <= 700)
        || (car.seats > 5 && people <= 5)
}

/// How far a car drives for these after its odometer was read.
fn driven(car: &Car, trips: &[&Trip], rules: &Rules) -> i64 {
    let Some(service) = car.service else { return 0 };
    let after = trips.iter().filter(|trip| trip.span.end > service.read_at);
    after.map(|trip| trip.need.distance_km.unwrap_or(rules.assumed_km)).sum()
}

/// Whether nobody is still to set off with a car that will have been driven too far by the end of it.
fn is_serviced_in_time(car: &Car, trips: &[&Trip], rules: &Rules) -> bool {
    let Some(service) = car.service else { return true };
    let to_come = trips.iter().filter(|trip| trip.hold != Hold::KeysOut && trip.span.end > service.read_at);
    to_come.map(|last| last.span.start).all(|start| {
        let until: Vec<&Trip> = trips.iter().copied().filter(|trip| trip.span.start <= start).collect();
        driven(car, &until, rules) <= service.left_km
    })
}

/// Walks through the days of a car with these trips. `Some` = all of it can be done; what is in the battery at the end
/// of the walk (0 for fuel).
fn walk(car: &Car, trips: &[&Trip], rules: &Rules, until: Option<i64>) -> Option<i64> {
    let end = trips.iter().map(|trip| slot(trip.span.end)).max().unwrap_or(0);
    let (mut level, full, rate, looked_at) = match car.energy {
        Energy::Fuel => (0, 0, 0, 0),
        Energy::Electric(it) => (it.reading.km * 60, it.range_km * 60, it.km_per_hour, slot(it.reading.at)),
    };
    let electric = matches!(car.energy, Energy::Electric(_));
    for now in 0..until.unwrap_or(end) {
        let away = car.blocked.iter().any(|span| slot(span.start) <= now && now < slot(span.end));
        let driving: Vec<&&Trip> =
            trips.iter().filter(|trip| slot(trip.span.start) <= now && now < slot(trip.span.end)).collect();
        if driving.len() + usize::from(away) > 1 {
            return None;
        }
        let takes = |trip: &Trip| trip.need.distance_km.unwrap_or(rules.assumed_km) * 60;
        if let Some(trip) = driving.first() {
            let starts = slot(trip.span.start) == now;
            if electric && starts && trip.hold != Hold::KeysOut && level < takes(trip) + rules.reserve_km * 60 {
                return None;
            }
            // What was driven before somebody looked is in what was seen.
            if electric && slot(trip.span.end) == now + 1 && now + 1 > looked_at {
                level = (level - takes(trip)).max(0);
            }
        } else if electric && !away && now >= looked_at {
            level = full.min(level + rate * SLOT);
        }
    }
    Some(level)
}

/// Whether a car can do all of these.
pub(super) fn holds(car: &Car, trips: &[&Trip], rules: &Rules) -> bool {
    is_serviced_in_time(car, trips, rules) && walk(car, trips, rules, None).is_some()
}

/// Whether every accepted trip has a car that suits, and each car can do all of its own.
pub(super) fn all_served(cars: &[Car], accepted: &[Trip], rules: &Rules) -> bool {
    let placed = accepted.iter().all(|trip| cars.iter().any(|car| trip.car == Some(car.id) && suits(car, trip)));
    let of = |car: &Car| accepted.iter().filter(|trip| trip.car == Some(car.id)).collect::<Vec<_>>();
    placed && cars.iter().all(|car| holds(car, &of(car), rules))
}

/// Whether there is any distribution: all are tried, one trip after the other. Two that leave the same behind, in the
/// batteries and on the road, count as one. Cars with a service to come are not for this judge.
pub(super) fn exists(cars: &[Car], trips: &[Trip], rules: &Rules) -> bool {
    let is_fixed = |trip: &&Trip| trip.hold != Hold::Free;
    if trips.iter().filter(is_fixed).any(|trip| !cars.iter().any(|car| trip.car == Some(car.id) && suits(car, trip))) {
        return false;
    }
    let fixed = |car: &Car| trips.iter().filter(is_fixed).filter(|trip| trip.car == Some(car.id)).collect::<Vec<_>>();
    let mut free: Vec<&Trip> = trips.iter().filter(|trip| trip.hold == Hold::Free).collect();
    free.sort_by_key(|trip| trip.span.start);
    let mut states: Vec<Vec<Vec<&Trip>>> = vec![cars.iter().map(fixed).collect()];
    if cars.iter().zip(&states[0]).any(|(car, trips)| !holds(car, trips, rules)) {
        return false;
    }
    for trip in free {
        let now = slot(trip.span.start);
        let mut seen = HashSet::new();
        let mut next = vec![];
        for state in &states {
            for (place, car) in cars.iter().enumerate().filter(|(_, car)| suits(car, trip)) {
                let mut state = state.clone();
                state[place].push(trip);
                let left_behind = |(car, trips): (&Car, &Vec<&Trip>)| {
                    let running = |trip: &&&Trip| slot(trip.span.end) > now;
                    let on_the_road: Vec<_> = trips.iter().filter(running).map(|trip| trip.id).collect();
                    (walk(car, trips, rules, Some(now)), on_the_road)
                };
                if holds(car, &state[place], rules)
                    && seen.insert(cars.iter().zip(&state).map(left_behind).collect::<Vec<_>>())
                {
                    next.push(state);
                }
            }
        }
        states = next;
    }
    !states.is_empty()
}

/// The least number of accepted trips that take another car in any distribution that serves all; `None` = there is none.
pub(super) fn fewest_moves(cars: &[Car], accepted: &[Trip], new: &Trip, rules: &Rules) -> Option<usize> {
    fn go<'t>(
        (cars, rules): (&[Car], &Rules),
        left: &[&'t Trip],
        days: &mut Vec<Vec<&'t Trip>>,
        moved: usize,
        best: &mut Option<usize>,
    ) {
        if best.is_some_and(|best| best <= moved) {
            return;
        }
        let Some((trip, left)) = left.split_first() else {
            *best = Some(moved);
            return;
        };
        for (place, car) in cars.iter().enumerate() {
            let stays = trip.car == Some(car.id);
            if (trip.hold == Hold::Free || stays) && suits(car, trip) {
                days[place].push(trip);
                if holds(car, &days[place], rules) {
                    go((cars, rules), left, days, moved + usize::from(trip.car.is_some() && !stays), best);
                }
                days[place].pop();
            }
        }
    }
    let mut best = None;
    let all: Vec<&Trip> = accepted.iter().chain([new]).collect();
    go((cars, rules), &all, &mut vec![vec![]; cars.len()], 0, &mut best);
    best
}
