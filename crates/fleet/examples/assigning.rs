//! How long it takes to find a car: fifty cars, and three hundred wishes one after the other, on ten days.
//!
//!     cargo run --release -p fleet --example assigning
//!
//! The last wishes of a day meet a full one: that is where others have to move, and where it must be proven that nothing helps.

#[path = "../src/model/assign/tests/crowd.rs"]
mod crowd;

use std::time::{Duration, Instant as Clock};

use crowd::{Dice, cars, wish};
use fleet::model::{
    assign::{Battery, Bounds, Car, Energy, Hold, Need, Outcome, Reading, Rules, Trip, Usage, assign},
    vehicle::{BodyStyle, VehicleCategory},
};
use kernel::{BookableId, Instant, Interval, OccurrenceId};

const DAYS: u64 = 10;

fn main() {
    let midnight = Instant::from_micros(1_772_000_000_000_000);
    let rules = Rules {
        reserve_km: 20,
        assumed_km: 100,
        not_before: midnight,
        look_minutes: 1_440,
        step_minutes: 15,
        bounds: Bounds::default(),
    };
    let mut times: [(&str, Vec<Duration>); 4] =
        [("free", vec![]), ("after swaps", vec![]), ("refused", vec![]), ("given up", vec![])];
    let (mut most_moves, mut unproven) = (0, 0);
    for day in 1..=DAYS {
        let mut dice = Dice(day * 7_919);
        let cars = cars(midnight, 50, &mut dice);
        let mut accepted: Vec<Trip> = vec![];
        for number in 0..300 {
            let mut wish = wish(midnight, number, &mut dice);
            let start = Clock::now();
            let answer = assign(&cars, &accepted, &wish, &rules);
            let took = start.elapsed();
            let (kind, choice) = match answer.outcome {
                Outcome::Fits(choice) => (0, Some(choice)),
                Outcome::FitsAfterSwaps { choice, moves, fewest } => {
                    most_moves = most_moves.max(moves.len());
                    unproven += usize::from(!fewest);
                    for swap in moves {
                        let trip = accepted.iter_mut().find(|trip| trip.id == swap.trip).expect("it was accepted");
                        trip.car = Some(swap.to);
                    }
                    (1, Some(choice))
                }
                Outcome::None(refused) => (2 + usize::from(refused.gave_up), None),
            };
            times[kind].1.push(took);
            if let Some(choice) = choice {
                wish.car = Some(choice.car);
                accepted.push(wish);
            }
        }
    }
    println!("{DAYS} days; at most {most_moves} moves; {unproven} answers not proven to have the fewest");
    for (kind, mut times) in times {
        times.sort_unstable();
        let at = |percent: usize| times.get((times.len() * percent / 100).min(times.len().saturating_sub(1)));
        println!("{kind:12} {:5}   p50 {:?}   p95 {:?}   most {:?}", times.len(), at(50), at(95), times.last());
    }
}
