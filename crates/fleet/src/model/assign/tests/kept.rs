//! What is kept for those who need it more, and what is due for a car.

use chrono::NaiveDate;

use super::{
    Car, Outcome, Trip, assign, at, car, hours, over, rules,
    table::{free, moved, seats},
    trip, with,
};
use crate::model::{
    assign::{Due, Reason, Service, lost_trips},
    deadline::DeadlineKind,
    vehicle::BodyStyle,
};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, day).expect("a day")
}

/// An inspection that must be done by an hour of the day.
fn inspection(from: f64, near: bool) -> Due {
    Due { kind: DeadlineKind::Inspection, on: day(25), from: hours(from, 24.0).start, near }
}

/// So many kilometres are left until the service.
fn service(left_km: i64) -> Service {
    Service { kind: DeadlineKind::Service, due_km: 30_000, left_km, read_at: at(0) }
}

fn beyond_service() -> Reason {
    Reason::DueKm { cars: 1, kind: DeadlineKind::Service, due_km: 30_000 }
}

#[test]
fn what_others_need_more_is_left_to_them() {
    let short = trip(1, 9.0, 12.0);
    let smallest = |seats| Reason::SmallestThatFits { seats, needed: 2 };
    let cases: Vec<(&str, Vec<Car>, u64, Vec<Reason>)> = vec![
        (
            "not the van, though it has fewer seats",
            vec![Car { seats: 3, body: BodyStyle::Van, luggage_l: 0, ..car(1) }, car(2)],
            2,
            vec![Reason::LargerThanNeeded { seats: 5, needed: 2, smaller: 1 }, Reason::KeepsLargeBoot { cars: 1 }],
        ),
        (
            "nor the one with a large boot",
            vec![Car { seats: 4, luggage_l: 701, ..car(1) }, Car { luggage_l: 700, ..car(2) }],
            2,
            vec![Reason::LargerThanNeeded { seats: 5, needed: 2, smaller: 1 }, Reason::KeepsLargeBoot { cars: 1 }],
        ),
        (
            "not the one for children",
            vec![Car { seats: 4, ..car(1) }, Car { child_seats: 0, ..car(2) }],
            2,
            vec![Reason::LargerThanNeeded { seats: 5, needed: 2, smaller: 1 }, Reason::KeepsChildSeats { cars: 1 }],
        ),
        (
            "a car for children before the minibus and the van",
            vec![
                car(1),
                Car { body: BodyStyle::Minibus, seats: 9, child_seats: 0, ..car(2) },
                Car { body: BodyStyle::Van, seats: 2, child_seats: 0, ..car(3) },
            ],
            1,
            vec![
                Reason::LargerThanNeeded { seats: 5, needed: 2, smaller: 1 },
                Reason::KeepsLargeBoot { cars: 1 },
                Reason::KeepsForGroups { cars: 1 },
            ],
        ),
        (
            "the one for which nothing is due, however large",
            vec![Car { due: vec![inspection(11.0, false)], ..car(1) }, seats(2, 9)],
            2,
            vec![Reason::LargerThanNeeded { seats: 9, needed: 2, smaller: 1 }, Reason::LeavesDue { cars: 1 }],
        ),
        (
            "one for which something is due where there is no other, and it says so",
            vec![Car { due: vec![inspection(11.0, false)], ..car(1) }],
            1,
            vec![
                Reason::OnlyCarThatFits,
                smallest(5),
                Reason::DueMeanwhile { kind: DeadlineKind::Inspection, due_on: day(25) },
            ],
        ),
    ];
    for (what, cars, expected, why) in cases {
        assert_eq!(free(&cars, &[], &short), (expected, why), "{what}");
    }
}

#[test]
fn a_car_for_which_something_is_due_says_so() {
    let cases: Vec<(Car, Vec<Trip>, Trip, Reason)> = vec![
        (
            Car { due: vec![inspection(11.9, true)], ..car(1) },
            vec![],
            trip(1, 9.0, 12.0),
            Reason::Due { cars: 1, kind: DeadlineKind::Inspection, due_on: day(25) },
        ),
        (Car { service: Some(service(49)), ..car(1) }, vec![], trip(1, 9.0, 12.0), beyond_service()),
        (
            Car { service: Some(service(99)), ..car(1) },
            vec![with(trip(2, 13.0, 14.0), 1)],
            trip(1, 9.0, 12.0),
            beyond_service(),
        ),
        // It is driven too far already.
        (
            Car { service: Some(service(40)), ..car(1) },
            vec![with(trip(2, 13.0, 14.0), 1)],
            over(1, 9.0, 12.0, 10),
            beyond_service(),
        ),
    ];
    for (car, accepted, new, reason) in cases {
        match assign(&[car], &accepted, &new, &rules()).outcome {
            Outcome::None(refused) => assert_eq!((refused.gave_up, refused.why), (false, vec![reason])),
            other => panic!("{reason:?}: {other:?}"),
        }
    }
}

#[test]
fn reasons_against_are_told_apart_by_what_they_are_about() {
    let due = |number, kind, on| {
        let due = Due { kind, on: day(on), ..inspection(9.0, true) };
        Car { due: vec![due], ..car(number) }
    };
    let cars = [
        due(1, DeadlineKind::Inspection, 20),
        due(2, DeadlineKind::Insurance, 22),
        due(3, DeadlineKind::Inspection, 18),
    ];
    let Outcome::None(refused) = assign(&cars, &[], &trip(1, 9.0, 12.0), &rules()).outcome else { panic!("it fits") };
    let expected = [
        Reason::Due { cars: 2, kind: DeadlineKind::Inspection, due_on: day(18) },
        Reason::Due { cars: 1, kind: DeadlineKind::Insurance, due_on: day(22) },
    ];
    assert_eq!(refused.why, expected);
}

#[test]
fn what_was_promised_behind_what_is_due_stays_and_others_use_the_car_before() {
    let cars = [Car { due: vec![inspection(12.0, true)], ..car(1) }];
    let planned = [with(trip(1, 14.0, 16.0), 1)];
    assert_eq!(free(&cars, &planned, &trip(2, 9.0, 12.0)).0, 1);
    assert!(lost_trips(&cars, &planned, &rules()).is_empty());
}

#[test]
fn kilometres_until_a_service_are_a_reason_to_move() {
    // What was driven before the odometer was read is in it.
    let cars = [Car { service: Some(service(50)), self_drive: false, ..car(1) }, car(2)];
    let driven = |number| {
        let mut trip = trip(number, 9.0, 10.0);
        trip.need.driver = true;
        trip
    };
    let before = Trip { span: hours(-2.0, 0.0), ..with(driven(1), 1) };
    let planned = [before, with(Trip { span: hours(13.0, 14.0), ..driven(2) }, 1)];
    let mut people = driven(3);
    people.need.child_seats = 2;
    let only_one = [cars[0].clone(), Car { child_seats: 0, ..cars[1].clone() }];
    assert_eq!(moved(&assign(&only_one, &planned, &people, &rules())), (vec![(2, 1, 2)], 1));
}
