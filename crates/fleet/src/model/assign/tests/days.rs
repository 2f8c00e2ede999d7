//! Days in which people book, call off and collect their keys: every accepted trip stays served.

use std::collections::BTreeSet;

use kernel::{Interval, OccurrenceId};
use proptest::{collection::vec, prelude::*};

use super::{
    Car, Energy, Hold, Trip, assign, at,
    exact::{fleet, long, made_firm, wishes},
    follow,
    judge::all_served,
};
use crate::model::assign::{Reading, lost_trips};

#[derive(Debug, Clone)]
enum Step {
    Book(usize),
    CallOff(usize),
    HandOut(usize),
    /// It is served, but nobody has said yet by which car.
    LeaveOpen(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0..16_usize).prop_map(Step::Book),
        2 => (0..16_usize).prop_map(Step::CallOff),
        1 => (0..16_usize).prop_map(Step::HandOut),
        1 => (0..16_usize).prop_map(Step::LeaveOpen),
    ];
    vec(step, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_accepted_stays_served((cars, wishes, steps) in (fleet(6), wishes(16), steps())) {
        let rules = long();
        let mut accepted: Vec<Trip> = vec![];
        for step in steps {
            let of = |number: usize| number % wishes.len();
            match step {
                Step::Book(number) => {
                    let (wish, firm) = wishes[of(number)].clone();
                    if accepted.iter().any(|trip| trip.id == wish.id) {
                        continue;
                    }
                    let wish = made_firm(wish, firm, &cars);
                    let firm: Vec<_> = accepted.iter().filter(|trip| trip.hold != Hold::Free).cloned().collect();
                    let answer = assign(&cars, &accepted, &wish, &rules);
                    follow(&mut accepted, &wish, &answer);
                    prop_assert!(firm.iter().all(|trip| accepted.contains(trip)), "what is firm stays");
                }
                Step::CallOff(number) => accepted.retain(|trip| trip.id != wishes[of(number)].0.id),
                Step::HandOut(number) => {
                    if let Some(trip) = accepted.iter_mut().find(|trip| trip.id == wishes[of(number)].0.id) {
                        trip.hold = Hold::KeysOut;
                    }
                }
                Step::LeaveOpen(number) => {
                    let open = accepted.iter().position(|trip| trip.id == wishes[of(number)].0.id && trip.hold == Hold::Free);
                    if let Some(at) = open {
                        let trip = Trip { car: None, ..accepted.remove(at) };
                        // Whoever is asked for next gives it a car as well; here it is asked for at once.
                        let answer = assign(&cars, &accepted, &trip, &rules);
                        prop_assert!(follow(&mut accepted, &trip, &answer), "there was room for it");
                    }
                }
            }
            prop_assert!(all_served(&cars, &accepted, &rules));
            prop_assert!(lost_trips(&cars, &accepted, &rules).is_empty());
        }
    }

    #[test]
    fn what_is_lost_draws_nothing_else_in(
        (mut cars, wishes, harm) in (fleet(5), wishes(16), vec((0..5_usize, 0..1440_i64, 0..200_i64, any::<bool>()), 1..4))
    ) {
        let rules = long();
        let mut accepted: Vec<Trip> = vec![];
        let (before, after) = wishes.split_at(wishes.len() / 2);
        for (wish, firm) in before {
            let wish = made_firm(wish.clone(), *firm, &cars);
            let answer = assign(&cars, &accepted, &wish, &rules);
            follow(&mut accepted, &wish, &answer);
        }
        // Cars break down, or come back emptier than was thought.
        for (car, minute, much, away) in harm {
            let Some(car) = cars.get_mut(car) else { continue };
            match &mut car.energy {
                Energy::Electric(battery) if !away => battery.reading = Reading { km: much.min(battery.range_km), at: at(minute) },
                _ => car.blocked.push(Interval { start: at(minute), end: at(minute + 1 + much) }),
            }
        }
        let lost = |accepted: &[Trip], cars: &[Car]| -> BTreeSet<OccurrenceId> {
            lost_trips(cars, accepted, &rules).into_iter().map(|trip| trip.id).collect()
        };
        let given_up = lost(&accepted, &cars);
        for (wish, firm) in after {
            let wish = made_firm(wish.clone(), *firm, &cars);
            let answer = assign(&cars, &accepted, &wish, &rules);
            follow(&mut accepted, &wish, &answer);
            prop_assert!(lost(&accepted, &cars).is_subset(&given_up), "{:?}", answer);
        }
    }

    #[test]
    fn who_waits_for_a_car_gets_one_too((cars, wishes) in (fleet(5), wishes(10))) {
        let rules = long();
        let mut accepted: Vec<Trip> = vec![];
        for (wish, _) in &wishes {
            let answer = assign(&cars, &accepted, wish, &rules);
            follow(&mut accepted, wish, &answer);
        }
        let Some(last) = accepted.pop() else { return Ok(()) };
        // All but the last are only promised a car. There is a distribution, so that the last must fit as well.
        let asked = Trip { car: None, ..last };
        let mut promised: Vec<Trip> = accepted.iter().map(|trip| Trip { car: None, ..trip.clone() }).collect();
        let answer = assign(&cars, &promised, &asked, &rules);
        prop_assert!(follow(&mut promised, &asked, &answer), "{:?}", answer);
        let with_car: Vec<Trip> = promised.into_iter().filter(|trip| trip.car.is_some()).collect();
        prop_assert!(all_served(&cars, &with_car, &rules));
    }
}
