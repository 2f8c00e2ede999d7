//! Days in which people book, call off and collect their keys: every accepted trip stays served.

use proptest::{collection::vec, prelude::*};

use super::{
    Hold, Trip, assign,
    exact::{fleet, long, made_firm, wishes},
    follow,
    judge::all_served,
};
use crate::model::assign::broken_plans;

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
            prop_assert_eq!(broken_plans(&cars, &accepted, &rules), vec![]);
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
