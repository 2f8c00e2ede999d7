//! Tests of planning: cases by hand, and promises against naive judges.

mod crowd;
mod days;
mod exact;
mod judge;
mod kept;
mod large;
mod table;
mod ways;

use kernel::{BookableId, Instant, Interval, OccurrenceId};
use uuid::Uuid;

use crate::model::vehicle::{BodyStyle, VehicleCategory};

use super::{Answer, Battery, Bounds, Car, Energy, Hold, Need, Outcome, Reading, Rules, Swap, Trip, Usage, assign};

/// Midnight of the day that is planned.
const MIDNIGHT: Instant = Instant::from_micros(1_772_000_000_000_000);

fn at(minutes: i64) -> Instant {
    MIDNIGHT.plus_minutes(minutes)
}

/// Hours of the day, such as `9.5`.
fn hours(from: f64, to: f64) -> Interval {
    #[expect(clippy::cast_possible_truncation, reason = "hours of a day")]
    let minutes = |hours: f64| (hours * 60.0).round() as i64;
    Interval::new(at(minutes(from)), at(minutes(to))).expect("it takes time")
}

fn car_id(number: u64) -> BookableId {
    BookableId(Uuid::from_u64_pair(1, number))
}

fn trip_id(number: u64) -> OccurrenceId {
    OccurrenceId(Uuid::from_u64_pair(2, number))
}

/// A five-seater on petrol that anybody may take.
fn car(number: u64) -> Car {
    Car {
        id: car_id(number),
        category: VehicleCategory::M1,
        body: BodyStyle::Car,
        seats: 5,
        luggage_l: 400,
        child_seats: 2,
        step_free: false,
        self_drive: true,
        chauffeured: true,
        barred: vec![],
        due: vec![],
        service: None,
        energy: Energy::Fuel,
        usage: Usage::default(),
        blocked: vec![],
    }
}

/// An electric one, with what is in it at midnight.
fn electric(number: u64, range_km: i64, km_per_hour: i64, km: i64) -> Car {
    let reading = Reading { km, at: at(0) };
    Car { energy: Energy::Electric(Battery { range_km, km_per_hour, reading }), ..car(number) }
}

/// Two people for 50 km.
fn trip(number: u64, from: f64, to: f64) -> Trip {
    let need = Need { people: 2, distance_km: Some(50), ..Need::default() };
    Trip { id: trip_id(number), span: hours(from, to), need, car: None, hold: Hold::Free }
}

fn over(number: u64, from: f64, to: f64, km: i64) -> Trip {
    let mut trip = trip(number, from, to);
    trip.need.distance_km = Some(km);
    trip
}

/// The trip has that car.
fn with(trip: Trip, car: u64) -> Trip {
    Trip { car: Some(car_id(car)), ..trip }
}

fn rules() -> Rules {
    Rules {
        reserve_km: 20,
        assumed_km: 100,
        not_before: at(0),
        look_minutes: 1_440,
        step_minutes: 15,
        bounds: Bounds::default(),
    }
}

/// Does what an answer says. Answers whether the new trip has a car.
fn follow(accepted: &mut Vec<Trip>, new: &Trip, answer: &Answer) -> bool {
    let (choice, moves): (_, &[Swap]) = match &answer.outcome {
        Outcome::Fits(choice) => (choice, &[]),
        Outcome::FitsAfterSwaps { choice, moves, .. } => (choice, moves),
        Outcome::None(_) => return false,
    };
    for swap in moves {
        let trip = accepted.iter_mut().find(|trip| trip.id == swap.trip).expect("who moves was accepted");
        assert_eq!(trip.car, swap.from, "it moves from where it is");
        assert_ne!(trip.car, Some(swap.to), "it moves to somewhere else");
        trip.car = Some(swap.to);
    }
    accepted.push(Trip { car: Some(choice.car), ..new.clone() });
    true
}
