//! A set of reservations is accepted exactly when there is a distribution that serves it.

use chrono::NaiveDate;
use proptest::{collection::vec, prelude::*, sample::select};

use super::{
    Answer, Battery, Bounds, Car, Energy, Hold, Interval, Need, Outcome, Reading, Rules, Trip, assign, at, car, car_id,
    follow,
    judge::{all_served, exists, fewest_moves, holds, is_kept_for_others, suits},
    rules, trip_id,
};
use crate::model::{
    assign::{
        Bar, BarCause, Due, Service,
        board::Board,
        complete::{Complete, Whole},
    },
    deadline::DeadlineKind,
};

fn half_hours(from: i64, length: i64) -> Interval {
    Interval::new(at(from * 30), at((from + length) * 30)).expect("it takes time")
}

fn energy() -> impl Strategy<Value = Energy> {
    let electric = (select(vec![120_i64, 200, 300]), select(vec![0_i64, 10, 40, 90]), 0..=300_i64, 0..16_i64).prop_map(
        |(range_km, km_per_hour, km, looked_at)| {
            let reading = Reading { km: km.min(range_km), at: at(looked_at * 30) };
            Energy::Electric(Battery { range_km, km_per_hour, reading })
        },
    );
    prop_oneof![2 => Just(Energy::Fuel), 3 => electric]
}

fn a_car() -> impl Strategy<Value = Car> {
    let away = prop_oneof![
        3 => Just(vec![]),
        1 => (12..40_i64, 1..5_i64).prop_map(|(from, length)| vec![half_hours(from, length)]),
    ];
    let barred = prop_oneof![
        6 => Just(vec![]),
        1 => Just(vec![Bar { zone: "centre".to_owned(), span: half_hours(20, 100), because: BarCause::Refused }]),
    ];
    let looks = (select(vec![2_i64, 5, 5, 5, 7]), select(vec![300_i64, 600, 2_000]), any::<bool>());
    (looks, 0..8_i64, energy(), away, barred, due()).prop_map(
        |((seats, luggage_l, step_free), roles, energy, blocked, barred, due)| Car {
            seats,
            luggage_l,
            step_free,
            self_drive: roles != 0,
            chauffeured: roles != 1,
            energy,
            blocked,
            barred,
            due,
            ..car(0)
        },
    )
}

/// Something that is due in the middle of the day, near or not.
fn due() -> impl Strategy<Value = Vec<Due>> {
    let one = (14..48_i64, any::<bool>()).prop_map(|(from, near)| {
        let on = NaiveDate::from_ymd_opt(2026, 2, 25).expect("a day");
        vec![Due { kind: DeadlineKind::Inspection, on, from: at(from * 30), near }]
    });
    prop_oneof![6 => Just(vec![]), 1 => one]
}

/// Kilometres that are left until something must be done, as the odometer showed at some time.
fn service() -> impl Strategy<Value = Option<Service>> {
    let one = (0..400_i64, 0..24_i64).prop_map(|(left_km, read)| {
        Some(Service { kind: DeadlineKind::Service, due_km: 30_000, left_km, read_at: at(read * 30) })
    });
    prop_oneof![2 => Just(None), 1 => one]
}

/// Cars that differ in nothing but their batteries, which decide everything.
fn electric_car() -> impl Strategy<Value = Car> {
    (select(vec![120_i64, 200, 300]), select(vec![0_i64, 10, 30]), 50..=300_i64, service()).prop_map(
        |(range_km, km_per_hour, km, service)| {
            let reading = Reading { km: km.min(range_km), at: at(0) };
            let energy = Energy::Electric(Battery { range_km, km_per_hour, reading });
            Car { seats: 9, luggage_l: 900, step_free: true, energy, service, ..car(0) }
        },
    )
}

fn numbered(cars: Vec<Car>) -> Vec<Car> {
    (1..).zip(cars).map(|(number, car)| Car { id: car_id(number), ..car }).collect()
}

pub(super) fn fleet(most: usize) -> impl Strategy<Value = Vec<Car>> {
    vec(a_car(), 1..=most).prop_map(numbered)
}

/// Some of them may only drive so far until something must be done.
fn serviced(most: usize) -> impl Strategy<Value = Vec<Car>> {
    vec((a_car(), service()).prop_map(|(car, service)| Car { service, ..car }), 1..=most).prop_map(numbered)
}

/// Only for few trips: the naive judge sees no two batteries as the same, nor what is left until a service.
fn electric_or_mixed(most: usize) -> impl Strategy<Value = Vec<Car>> {
    prop_oneof![2 => serviced(most), 1 => vec(electric_car(), 1..=most).prop_map(numbered)]
}

fn need() -> impl Strategy<Value = Need> {
    let distance = prop_oneof![1 => Just(None), 5 => (1..13_i64).prop_map(|tens| Some(tens * 10))];
    let zones = prop_oneof![4 => Just(vec![]), 1 => Just(vec!["centre".to_owned()])];
    (select(vec![1_i64, 2, 2, 2, 4, 6]), select(vec![0_i64, 0, 200, 500]), distance, zones, 0..8_u8, 0..12_u8).prop_map(
        |(people, luggage_l, distance_km, zones, driver, wheels)| Need {
            people,
            luggage_l,
            distance_km,
            zones,
            driver: driver == 0,
            drivable: None,
            child_seats: 0,
            step_free: wheels == 0,
        },
    )
}

/// A wish; the number says how firm it is, and of which car when it is asked for by name.
pub(super) fn wishes(most: usize) -> impl Strategy<Value = Vec<(Trip, u8)>> {
    let wish = (12..40_i64, 1..7_i64, need(), 0..40_u8);
    vec(wish, 1..=most).prop_map(|wishes| {
        (1..)
            .zip(wishes)
            .map(|(number, (from, length, need, firm))| {
                let span = half_hours(from, length);
                (Trip { id: trip_id(number), span, need, car: None, hold: Hold::Free }, firm)
            })
            .collect()
    })
}

/// Some are asked for by name.
pub(super) fn made_firm(mut trip: Trip, firm: u8, cars: &[Car]) -> Trip {
    if firm < 4 {
        trip.hold = Hold::ByName;
        trip.car = Some(cars[usize::from(firm) % cars.len()].id);
    }
    trip
}

/// More than any of these small days can need: nothing may be given up.
pub(super) fn long() -> Rules {
    Rules { bounds: Bounds { moves: 1_000_000, complete: 10_000_000, fewest: 1_000_000 }, look_minutes: 0, ..rules() }
}

fn gave_up(answer: &Answer) -> bool {
    matches!(&answer.outcome, Outcome::None(refused) if refused.gave_up)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn accepted_exactly_when_a_distribution_exists((cars, wishes) in (fleet(6), wishes(14))) {
        let rules = long();
        let mut accepted: Vec<Trip> = vec![];
        for (wish, firm) in wishes {
            let wish = made_firm(wish, firm, &cars);
            let answer = assign(&cars, &accepted, &wish, &rules);
            prop_assert!(!gave_up(&answer));
            let all: Vec<Trip> = accepted.iter().cloned().chain([wish.clone()]).collect();
            let fits = follow(&mut accepted, &wish, &answer);
            prop_assert_eq!(fits, exists(&cars, &all, &rules), "{:?}", answer);
            prop_assert!(all_served(&cars, &accepted, &rules), "{:?}", answer);
        }
    }

    #[test]
    fn nobody_moves_without_need((cars, wishes) in (electric_or_mixed(4), wishes(7))) {
        let rules = long();
        let mut accepted: Vec<Trip> = vec![];
        for (wish, firm) in wishes {
            let wish = made_firm(wish, firm, &cars);
            let answer = assign(&cars, &accepted, &wish, &rules);
            let moves = match &answer.outcome {
                Outcome::Fits(_) => Some(0),
                Outcome::FitsAfterSwaps { moves, fewest, .. } => {
                    prop_assert!(*fewest);
                    Some(moves.len())
                }
                Outcome::None(_) => None,
            };
            let asked = if wish.hold == Hold::Free { Trip { car: None, ..wish.clone() } } else { wish.clone() };
            prop_assert_eq!(moves, fewest_moves(&cars, &accepted, &asked, &rules));
            follow(&mut accepted, &wish, &answer);
            prop_assert!(all_served(&cars, &accepted, &rules), "{:?}", answer);
        }
    }

    /// While a car is free that nobody else needs more and for which nothing is due, no other is given.
    #[test]
    fn what_others_need_more_is_kept((cars, wishes) in (fleet(6), wishes(10))) {
        let rules = long();
        let mut accepted: Vec<Trip> = vec![];
        for (wish, _) in wishes {
            let answer = assign(&cars, &accepted, &wish, &rules);
            if let Outcome::Fits(choice) = &answer.outcome {
                let is_free = |car: &&Car| {
                    let own = accepted.iter().filter(|trip| trip.car == Some(car.id)).chain([&wish]);
                    suits(car, &wish) && holds(car, &own.collect::<Vec<_>>(), &rules)
                };
                let plain = cars.iter().filter(is_free).any(|car| !is_kept_for_others(car, &wish));
                let given = cars.iter().find(|car| car.id == choice.car).expect("one of them");
                prop_assert!(!plain || !is_kept_for_others(given, &wish), "{:?}", answer);
            }
            follow(&mut accepted, &wish, &answer);
        }
    }

    /// The quick searches answer most questions; here the complete one is asked alone.
    #[test]
    fn the_complete_search_alone_is_exact((cars, wishes) in (electric_or_mixed(4), wishes(7))) {
        let rules = long();
        let mut accepted: Vec<Trip> = vec![];
        for (wish, _) in wishes {
            let mut board = Board::new(&cars, &accepted, &wish, &rules);
            board.find_domains();
            let component = board.component();
            let run = |most: Option<usize>| {
                let mut nodes = 1_000_000;
                let search = Complete::new(&board, &component, &mut nodes);
                if let Some(most) = most { search.capped(most).run() } else { search.run() }
            };
            let fewest = fewest_moves(&cars, &accepted, &wish, &rules);
            prop_assert_eq!(matches!(run(None), Whole::Found(_)), fewest.is_some());
            for most in 0..=accepted.len() {
                let found = matches!(run(Some(most)), Whole::Found(_));
                prop_assert_eq!(found, fewest.is_some_and(|fewest| fewest <= most), "{} moves, {:?}", most, fewest);
            }
            let answer = assign(&cars, &accepted, &wish, &rules);
            follow(&mut accepted, &wish, &answer);
        }
    }
}
