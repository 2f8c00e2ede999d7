//! Cases by hand: which car, why, and who moves.

use super::{
    Answer, Bounds, Car, Energy, Hold, Need, Outcome, Rules, Trip, Usage, assign, at, car, car_id, electric, follow,
    hours, over, rules, trip, trip_id, with,
};
use crate::model::{
    assign::{Bar, BarCause, Reason, lost_trips},
    vehicle::VehicleCategory,
};

pub(super) fn seats(number: u64, seats: i64) -> Car {
    Car { seats, ..car(number) }
}

fn driven(number: u64, driven_km: i64, lease_cap_km: Option<i64>) -> Car {
    Car { usage: Usage { driven_km, lease_cap_km }, ..car(number) }
}

/// The car that a trip gets without anybody moving, and why.
pub(super) fn free(cars: &[Car], accepted: &[Trip], new: &Trip) -> (u64, Vec<Reason>) {
    match assign(cars, accepted, new, &rules()).outcome {
        Outcome::Fits(choice) => (choice.car.0.as_u64_pair().1, choice.why),
        other => panic!("{other:?}"),
    }
}

/// Who moves: trip, from, to; and the car of the new one.
pub(super) fn moved(answer: &Answer) -> (Vec<(u64, u64, u64)>, u64) {
    let number = |id: uuid::Uuid| id.as_u64_pair().1;
    let Outcome::FitsAfterSwaps { choice, moves, fewest } = &answer.outcome else { panic!("{answer:?}") };
    assert!(*fewest);
    let moves = moves.iter().map(|it| (number(it.trip.0), number(it.from.expect("it had one").0), number(it.to.0)));
    (moves.collect(), number(choice.car.0))
}

#[test]
fn the_best_is_taken_and_says_why() {
    let short = trip(1, 9.0, 12.0);
    let step_free = |number| Car { step_free: true, ..car(number) };
    let for_drivers = |number| Car { chauffeured: true, self_drive: true, ..car(number) };
    let own = |number| Car { chauffeured: false, ..car(number) };
    let smallest = |seats| Reason::SmallestThatFits { seats, needed: 2 };
    let cases: Vec<(&str, Vec<Car>, u64, Vec<Reason>)> = vec![
        ("the only one", vec![car(1)], 1, vec![Reason::OnlyCarThatFits, smallest(5)]),
        (
            "the smallest",
            vec![seats(1, 9), seats(2, 4), seats(3, 5)],
            2,
            vec![smallest(4), Reason::KeepsForGroups { cars: 1 }],
        ),
        (
            "not the one that is step-free, even if smaller",
            vec![Car { seats: 4, ..step_free(1) }, car(2)],
            2,
            vec![Reason::LargerThanNeeded { seats: 5, needed: 2, smaller: 1 }, Reason::KeepsStepFree { cars: 1 }],
        ),
        ("not one of the drivers'", vec![for_drivers(1), own(2)], 2, vec![smallest(5)]),
        (
            "the one that comes less far, with charge enough",
            vec![car(1), electric(2, 450, 40, 450), electric(3, 250, 40, 200)],
            3,
            vec![
                smallest(5),
                Reason::KeepsLongRange { cars: 2 },
                Reason::ChargeCovers { charge_km: 250, distance_km: 50 },
            ],
        ),
        (
            "the one that was driven less",
            vec![driven(1, 900, None), driven(2, 300, None), driven(3, 700, None)],
            2,
            vec![smallest(5), Reason::UsedLess { than: 2, km: 300 }],
        ),
        (
            "one within its lease, though it was driven more",
            vec![driven(1, 990, Some(1_000)), driven(2, 5_000, Some(9_000))],
            2,
            vec![smallest(5), Reason::WithinLease { left_km: 3_950 }],
        ),
        (
            "beyond its lease where no other would do",
            vec![driven(1, 990, Some(1_000)), seats(2, 1)],
            1,
            vec![Reason::OnlyCarThatFits, smallest(5), Reason::OverLease { over_km: 40 }],
        ),
        ("of two that are alike always the same", vec![car(2), car(1)], 1, vec![smallest(5)]),
    ];
    for (what, cars, expected, why) in cases {
        assert_eq!(free(&cars, &[], &short), (expected, why), "{what}");
    }
    let named = Trip { car: Some(car_id(2)), hold: Hold::ByName, ..short };
    assert_eq!(free(&[car(1), seats(2, 9)], &[], &named), (2, vec![Reason::AskedByName]));
}

#[test]
fn what_is_planned_counts_as_driven() {
    let cars = [driven(1, 100, None), driven(2, 120, None)];
    let planned = [with(over(1, 14.0, 16.0, 60), 1)];
    assert_eq!(free(&cars, &planned, &trip(2, 9.0, 10.0)).0, 2);
}

/// Why a car cannot have a trip: the first reason of each.
#[test]
fn a_car_that_cannot_says_why() {
    let need = |change: fn(&mut Need)| {
        let mut trip = trip(1, 9.0, 12.0);
        change(&mut trip.need);
        trip
    };
    let taken = with(trip(2, 8.0, 10.5), 1);
    let keys_out = Trip { hold: Hold::KeysOut, ..taken.clone() };
    let bar = |from, to, because| Bar { zone: "centre".to_owned(), span: hours(from, to), because };
    let to_centre = need(|it| it.zones.push("centre".to_owned()));
    let zone = || "centre".to_owned();
    let low = electric(1, 300, 10, 100);
    let cases: Vec<(Car, Vec<Trip>, Trip, Reason)> = vec![
        (car(1), vec![], need(|it| it.people = 6), Reason::TooFewSeats { cars: 1, needed: 6 }),
        (car(1), vec![], need(|it| (it.people, it.driver) = (5, true)), Reason::TooFewSeats { cars: 1, needed: 6 }),
        (car(1), vec![], need(|it| it.luggage_l = 401), Reason::TooLittleLuggage { cars: 1, needed_l: 401 }),
        (car(1), vec![], need(|it| it.child_seats = 3), Reason::TooFewChildSeats { cars: 1, needed: 3 }),
        (car(1), vec![], need(|it| it.step_free = true), Reason::NotStepFree { cars: 1 }),
        (Car { chauffeured: false, ..car(1) }, vec![], need(|it| it.driver = true), Reason::NotWithDriver { cars: 1 }),
        (Car { self_drive: false, ..car(1) }, vec![], trip(1, 9.0, 12.0), Reason::OnlyWithDriver { cars: 1 }),
        (
            car(1),
            vec![],
            need(|it| (it.driver, it.drivable) = (true, Some(vec![VehicleCategory::M2]))),
            Reason::NotDrivable { cars: 1 },
        ),
        (
            Car { barred: vec![bar(0.0, 10.0, BarCause::RuleUnknown), bar(10.0, 24.0, BarCause::Refused)], ..car(1) },
            vec![],
            to_centre.clone(),
            Reason::ZoneRefused { cars: 1, zone: zone() },
        ),
        (
            Car { barred: vec![bar(0.0, 24.0, BarCause::RuleUnknown)], ..car(1) },
            vec![],
            to_centre.clone(),
            Reason::ZoneRuleUnknown { cars: 1, zone: zone() },
        ),
        (
            Car { barred: vec![bar(0.0, 24.0, BarCause::NormUnknown)], ..car(1) },
            vec![],
            to_centre,
            Reason::ZoneNormUnknown { cars: 1, zone: zone() },
        ),
        (electric(1, 300, 40, 300), vec![], over(1, 9.0, 12.0, 281), Reason::RangeTooShort { cars: 1, needed_km: 301 }),
        (electric(1, 0, 0, 0), vec![], over(1, 9.0, 12.0, 1), Reason::RangeUnknown { cars: 1 }),
        (low.clone(), vec![], over(1, 9.0, 12.0, 171), Reason::NotChargedInTime { cars: 1, needed_km: 191 }),
        (
            low.clone(),
            vec![with(over(2, 14.0, 15.0, 150), 1)],
            over(1, 9.0, 12.0, 100),
            Reason::NotChargedInTime { cars: 1, needed_km: 120 },
        ),
        (
            Car { blocked: vec![hours(7.0, 9.5), hours(9.0, 10.0)], ..car(1) },
            vec![],
            trip(1, 9.0, 12.0),
            Reason::Blocked { cars: 1, from: at(540), to: at(600) },
        ),
        (car(1), vec![taken.clone()], trip(1, 9.0, 12.0), Reason::Taken { cars: 1, from: at(540), to: at(630) }),
        (car(1), vec![keys_out], trip(1, 9.0, 12.0), Reason::Taken { cars: 1, from: at(540), to: at(630) }),
        (
            car(1),
            vec![],
            Trip { car: Some(car_id(2)), hold: Hold::ByName, ..trip(1, 9.0, 12.0) },
            Reason::OtherCarAsked { cars: 1 },
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
fn the_charge_is_followed_to_the_minute() {
    // 100 km at midnight and 10 km an hour: 190 km at nine, of which 20 stay.
    let cars = [electric(1, 300, 10, 100)];
    assert_eq!(free(&cars, &[], &over(1, 9.0, 12.0, 170)).0, 1);
    // After 150 km there are 40 left at noon, and 70 at three.
    let planned = [with(over(1, 9.0, 12.0, 150), 1)];
    assert_eq!(free(&cars, &planned, &over(2, 15.0, 16.0, 50)).0, 1);
    let fits = |new: &Trip| matches!(assign(&cars, &planned, new, &rules()).outcome, Outcome::Fits(_));
    assert!(!fits(&over(2, 15.0, 16.0, 51)));
    assert!(!fits(&over(2, 14.98, 16.0, 50)), "a minute too early");
    // It never holds more than it can, and does not charge while it is away.
    let full = [electric(1, 120, 60, 100)];
    assert!(matches!(assign(&full, &[], &over(1, 9.0, 10.0, 101), &rules()).outcome, Outcome::None(_)));
    let away = [Car { blocked: vec![hours(0.0, 9.0)], ..electric(1, 300, 10, 100) }];
    assert!(matches!(assign(&away, &[], &over(1, 9.0, 12.0, 81), &rules()).outcome, Outcome::None(_)));
    assert_eq!(free(&away, &[], &over(1, 9.0, 12.0, 80)).0, 1);
    // Whose distance is not known counts for what the house assumes.
    let mut unknown = trip(1, 9.0, 12.0);
    unknown.need.distance_km = None;
    let assumed = |assumed_km| Rules { assumed_km, ..rules() };
    assert!(matches!(assign(&cars, &[], &unknown, &assumed(171)).outcome, Outcome::None(_)));
    assert!(matches!(assign(&cars, &[], &unknown, &assumed(170)).outcome, Outcome::Fits(_)));
}

#[test]
fn a_reading_replaces_what_was_computed() {
    // It came back emptier than was thought: the trip of the afternoon does not hold any more.
    let mut cars = [electric(1, 300, 10, 200)];
    let planned = [with(over(1, 14.0, 16.0, 150), 1)];
    assert!(lost_trips(&cars, &planned, &rules()).is_empty());
    let Energy::Electric(battery) = &mut cars[0].energy else { unreachable!() };
    (battery.reading.km, battery.reading.at) = (50, at(12 * 60));
    assert_eq!(lost_trips(&cars, &planned, &rules()), [&planned[0]]);
    // Until that is decided nothing leaves it less than the 70 km it has at two; the next morning it is full again.
    let fits = |new: &Trip| matches!(assign(&cars, &planned, new, &rules()).outcome, Outcome::Fits(_));
    assert!(!fits(&over(2, 12.5, 13.0, 10)));
    assert!(!fits(&over(2, 15.0, 17.0, 10)), "it may be on its way");
    assert!(!fits(&over(2, 17.0, 18.0, 10)), "and would come back empty");
    assert!(fits(&Trip { span: hours(46.0, 47.0), ..over(2, 0.0, 1.0, 250) }));
    // Handed over as the new one it finds another car.
    let both = [cars[0].clone(), car(2)];
    assert_eq!(free(&both, &planned, &planned[0]).0, 2);
}

#[test]
fn a_trip_that_its_car_cannot_serve_keeps_nobody_from_the_rest() {
    let cars = [Car { blocked: vec![hours(8.0, 9.5)], ..car(1) }];
    let planned = [with(trip(1, 9.0, 10.5), 1)];
    assert_eq!(lost_trips(&cars, &planned, &rules()), [&planned[0]]);
    assert_eq!(free(&cars, &planned, &trip(2, 14.0, 15.0)).0, 1);
    let Outcome::None(refused) = assign(&cars, &planned, &trip(2, 10.0, 11.0), &rules()).outcome else {
        panic!("it is promised")
    };
    assert_eq!(refused.why, [Reason::Taken { cars: 1, from: at(600), to: at(630) }]);
}

#[test]
fn as_few_as_possible_move() {
    // The five-seater is taken by two people, for whom the small one would do.
    let cars = [seats(1, 5), seats(2, 2)];
    let planned = [with(trip(1, 9.0, 12.0), 1)];
    let mut four = trip(2, 10.0, 11.0);
    four.need.people = 4;
    let answer = assign(&cars, &planned, &four, &rules());
    assert_eq!(moved(&answer), (vec![(1, 1, 2)], 1));
    let Outcome::FitsAfterSwaps { choice, .. } = &answer.outcome else { unreachable!() };
    assert_eq!(choice.why[0], Reason::AfterSwaps { moves: 1, fewest: true });

    // A chain of two.
    let cars = [seats(1, 7), seats(2, 5), seats(3, 2)];
    let mut three = with(trip(1, 9.0, 12.0), 1);
    three.need.people = 4;
    let planned = [three, with(trip(2, 8.0, 11.0), 2)];
    let mut six = trip(3, 10.0, 11.0);
    six.need.people = 6;
    assert_eq!(moved(&assign(&cars, &planned, &six, &rules())), (vec![(1, 1, 2), (2, 2, 3)], 1));

    // Two give way to a long one.
    let cars = [seats(1, 7), seats(2, 5)];
    let planned = [with(trip(1, 8.0, 10.0), 1), with(trip(2, 12.0, 14.0), 1)];
    let mut long = trip(3, 9.0, 13.0);
    long.need.people = 6;
    assert_eq!(moved(&assign(&cars, &planned, &long, &rules())), (vec![(1, 1, 2), (2, 1, 2)], 1));
}

#[test]
fn charge_is_a_reason_to_move() {
    // The far one can only have the electric car once the morning is driven with the other; both are free at the time.
    let cars = [electric(1, 300, 10, 250), Car { self_drive: false, ..car(2) }, electric(3, 130, 0, 130)];
    let planned = [with(over(1, 7.0, 8.0, 100), 1)];
    assert_eq!(moved(&assign(&cars, &planned, &over(2, 9.0, 12.0, 250), &rules())), (vec![(1, 1, 3)], 1));
}

#[test]
fn who_is_named_or_has_the_keys_stays() {
    let cars = [seats(1, 5), seats(2, 2)];
    let mut four = trip(2, 10.0, 11.0);
    four.need.people = 4;
    for hold in [Hold::ByName, Hold::KeysOut] {
        let planned = [Trip { hold, ..with(trip(1, 9.0, 12.0), 1) }];
        assert!(matches!(assign(&cars, &planned, &four, &rules()).outcome, Outcome::None(_)), "{hold:?}");
    }
    // Who asks for a car by name may send away who takes any.
    let planned = [with(trip(1, 9.0, 12.0), 1)];
    let named = Trip { car: Some(car_id(1)), hold: Hold::ByName, ..trip(2, 10.0, 11.0) };
    assert_eq!(moved(&assign(&cars, &planned, &named, &rules())), (vec![(1, 1, 2)], 1));
}

#[test]
fn who_was_given_too_small_a_car_may_stay_there() {
    let cars = [seats(1, 5), seats(2, 2), seats(3, 3)];
    let mut four = with(trip(1, 9.0, 12.0), 2);
    four.need.people = 4;
    let accepted = [four.clone(), with(trip(2, 9.0, 12.0), 1)];
    let new = Trip { car: None, id: trip_id(3), ..four };
    assert_eq!(moved(&assign(&cars, &accepted, &new, &rules())), (vec![(2, 1, 3)], 1));
}

#[test]
fn who_was_only_promised_a_car_is_served_in_the_same_answer() {
    let cars = [car(1), car(2)];
    let waits = trip(1, 9.0, 12.0);
    let mut accepted = vec![waits.clone()];
    let new = trip(2, 10.0, 11.0);
    let answer = assign(&cars, &accepted, &new, &rules());
    assert!(follow(&mut accepted, &new, &answer));
    assert!(accepted.iter().all(|trip| trip.car.is_some()) && accepted[0].car != accepted[1].car);

    match assign(&cars[..1], &[waits], &new, &rules()).outcome {
        Outcome::None(refused) => assert_eq!(refused.why, [Reason::PromisedWithoutCar { trips: 1 }]),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_search_that_ends_at_its_bound_says_so() {
    // One too many for nine cars that differ, where only a search can tell.
    let mut rules = rules();
    let cars: Vec<Car> =
        (1..=9).map(|number| electric(number, 200 + 7 * i64::try_from(number).unwrap(), 0, 200)).collect();
    let mut accepted = vec![];
    for number in 0..18 {
        let from = 8.0 + f64::from(u8::try_from(number / 9).unwrap()) * 2.0;
        let new = over(number, from, from + 1.0, 80);
        let answer = assign(&cars, &accepted, &new, &rules);
        assert!(follow(&mut accepted, &new, &answer));
    }
    let new = over(99, 12.0, 13.0, 80);
    rules.bounds = Bounds { moves: 5, complete: 5, fewest: 5 };
    let answer = assign(&cars, &accepted, &new, &rules);
    assert!(answer.nodes <= rules.bounds.sum());
    assert!(matches!(&answer.outcome, Outcome::None(refused) if refused.gave_up), "{answer:?}");
}

#[test]
fn the_same_question_has_the_same_answer() {
    let cars: Vec<Car> = (1..=6).map(|number| seats(number, 4 + i64::try_from(number % 3).unwrap())).collect();
    let accepted: Vec<Trip> = (1..=5).map(|number| with(trip(number, 9.0, 11.0), number)).collect();
    let mut new = trip(9, 10.0, 12.0);
    new.need.people = 6;
    let answer = assign(&cars, &accepted, &new, &rules());
    let mut other_cars = cars.clone();
    other_cars.reverse();
    let mut other_trips = accepted.clone();
    other_trips.reverse();
    assert_eq!(assign(&other_cars, &other_trips, &new, &rules()).outcome, answer.outcome);
}

#[test]
fn a_change_of_a_trip_leaves_its_old_place() {
    let cars = [car(1)];
    let accepted = [with(trip(1, 9.0, 12.0), 1)];
    assert_eq!(accepted[0].id, trip_id(1));
    assert_eq!(free(&cars, &accepted, &trip(1, 10.0, 13.0)).0, 1);
}
