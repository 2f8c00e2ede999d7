//! Which car a reservation gets, and whether room can be made for one more.
//!
//! [`assign`] answers one question: these cars, these accepted trips with the cars they have, and one trip more. A car
//! that is free and fits is taken, the best by the score; where there is none, as few of the others as possible take another
//! car, provided that all of them stay served; and where that is impossible, the answer says why and what would help.
//! The same question has the same answer every time.
//!
//! # What holds
//!
//! - No car is in two places, nor in one while it is away.
//! - An electric car has, when a trip starts, charge for its distance and the reserve. It charges at its home bay between
//!   trips, at its own rate and until it is full; not on a trip and not while it is away. A trip of unknown distance counts
//!   for [`Rules::assumed_km`]. Whatever can be filled on the way has no limit.
//! - No car drives, with all that is planned for it, beyond the kilometres at which something must be done ([`Service`]); and none is
//!   given to a trip that ends after something must be in order that should be seen to by now ([`Due::near`]). What has such a car
//!   already stays there.
//! - A trip asked for by name, or whose keys are out, keeps its car. A trip that was given a car that does not quite fit
//!   may stay there; it is never *moved* to one.
//! - A trip that its car cannot serve as it is planned ([`lost_trips`]) stays there and counts, and nothing that comes leaves it less: what
//!   to do with it is a question of its own, asked by handing it over as the new one. All else is planned about it.
//! - Accepted trips without a car get one in the same answer, or the new one is not accepted.
//!
//! # Whether the answer is exact
//!
//! Up to [`Bounds`] it is: what is refused without `gave_up` cannot be done by any distribution of all trips over all cars,
//! and moves marked `fewest` cannot be done with fewer. Trips that no common car connects, or between which each electric
//! car is full again (and has no kilometres to be counted), are looked at on their own. Within them: nought, one and two moves, looked at whole; then a chain of
//! pushes, or a complete search among those on the road about that time, or among all; and then a complete search for fewer moves.
//!
//! # The score
//!
//! First whether something must be in order before the trip ends, for which there is time yet; then the lease (kilometres beyond its
//! cap); then what others need more and this trip does not, each counting one: a step-free entry, a driver's car, a large boot (a van,
//! or more than 700 l), many seats (a minibus, or more than five); then whether children could sit there and none comes; then empty
//! seats, then empty boot in steps of 100 l, then range that is not needed in steps of 50 km, then the kilometres of the year.
//!
//! # Texts
//!
//! Each [`Reason`] and [`Way`] is written `{"code": …, numbers}`; the id of its text is `assign-` (of a way: `assign-way-`) and
//! the code with `-` for `_`.
//!
//! | reason for a car | numbers | reason against | numbers | way on | numbers |
//! |---|---|---|---|---|---|
//! | `asked_by_name` | | `other_car_asked` | `cars` | `any_car` | |
//! | `only_car_that_fits` | | `too_few_seats` | `cars`, `needed` | `fewer_people` | `people` |
//! | `smallest_that_fits` | `seats`, `needed` | `too_little_luggage` | `cars`, `needed_l` | `less_luggage` | `luggage_l` |
//! | `larger_than_needed` | `seats`, `needed`, `smaller` | `too_few_child_seats` | `cars`, `needed` | `fewer_child_seats` | `child_seats` |
//! | `charge_covers` | `charge_km`, `distance_km` | `not_step_free` | `cars` | `without_step_free` | |
//! | `keeps_step_free` | `cars` | `not_with_driver` | `cars` | `without_driver` | |
//! | `keeps_large_boot` | `cars` | `zone_rule_unknown` | `cars`, `zone` | | |
//! | `keeps_for_groups` | `cars` | `zone_norm_unknown` | `cars`, `zone` | | |
//! | `keeps_child_seats` | `cars` | `due` | `cars`, `kind`, `due_on` | | |
//! | `leaves_due` | `cars` | `due_km` | `cars`, `kind`, `due_km` | | |
//! | `due_meanwhile` | `kind`, `due_on` | | | | |
//! | `keeps_long_range` | `cars` | `only_with_driver` | `cars` | `with_driver` | |
//! | `used_less` | `than`, `km` | `zone_refused` | `cars`, `zone` | `outside_zones` | |
//! | | | `not_drivable` | `cars` | `any_driver` | |
//! | `within_lease` | `left_km` | `range_too_short` | `cars`, `needed_km` | `shorter_trip` | `distance_km` |
//! | `over_lease` | `over_km` | `not_charged_in_time` | `cars`, `needed_km` | | |
//! | `after_swaps` | `moves`, `fewest` | `blocked` | `cars`, `from`, `to` | `earlier` | `from`, `to` |
//! | | | `range_unknown` | `cars` | | |
//! | | | `taken` | `cars`, `from`, `to` | `later` | `from`, `to` |
//! | | | `promised_without_car` | `trips` | | |
//! | | | `too_many_moves` | `moves`, `most` | | |

mod augment;
mod board;
mod car;
mod chain;
mod cliques;
mod complete;
mod explain;
mod fit;
mod moves;
mod reason;
mod score;
mod solve;
#[cfg(test)]
mod tests;
mod trip;
mod ways;

use kernel::{BookableId, Instant, OccurrenceId};
use serde::Serialize;

use board::Board;
pub use car::{Bar, BarCause, Battery, Car, Due, Energy, Reading, Service, Usage};
pub(crate) use fit::misfit;
pub use reason::{Reason, Way};
use solve::{Solved, solve};
pub use trip::{Hold, Need, Trip};

/// What the house has decided about planning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Kilometres that must be in a battery beyond the distance of a trip.
    pub reserve_km: i64,
    /// What a trip counts for whose distance nobody knows.
    pub assumed_km: i64,
    /// No time before this one is proposed.
    pub not_before: Instant,
    /// How far around the wish another time is looked for.
    pub look_minutes: i64,
    /// In which steps.
    pub step_minutes: i64,
    /// How long to search.
    pub bounds: Bounds,
}

/// How long to search, in places tried: the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// For up to two moves.
    pub moves: u64,
    /// For any way at all.
    pub complete: u64,
    /// For a way with fewer moves than the one that was found.
    pub fewest: u64,
}

impl Bounds {
    /// No answer takes more.
    #[must_use]
    pub const fn sum(self) -> u64 {
        self.moves + self.complete + self.fewest
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Self { moves: 3_000, complete: 3_000, fewest: 300 }
    }
}

/// The answer, and what it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What can be done.
    pub outcome: Outcome,
    /// Places tried.
    pub nodes: u64,
}

/// What can be done for one trip more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A car is free that fits.
    Fits(Choice),
    /// A car is free once others have taken another one.
    FitsAfterSwaps {
        /// The car of the new trip.
        choice: Choice,
        /// Who takes which other car: all of it at once, or nothing.
        moves: Vec<Swap>,
        /// Whether it is proven that it cannot be done with fewer.
        fewest: bool,
    },
    /// It does not fit.
    None(Refused),
}

/// A car, and why this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The car.
    pub car: BookableId,
    /// What speaks for it.
    pub why: Vec<Reason>,
}

/// An accepted trip that takes another car.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Swap {
    /// The trip.
    pub trip: OccurrenceId,
    /// The car that it had; `None` = it was promised one, but which was open.
    pub from: Option<BookableId>,
    /// The car that it gets.
    pub to: BookableId,
    /// What there is to know about that car.
    pub why: Vec<Reason>,
}

/// Why it does not fit, and what would help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The search ended at its bound: it may be possible all the same.
    pub gave_up: bool,
    /// What keeps the cars from it; each car is counted once.
    pub why: Vec<Reason>,
    /// What would make it possible.
    pub ways: Vec<Way>,
}

/// Finds a car for one trip more. An accepted trip of the same id is the trip as it was, and counts no more.
#[must_use]
pub fn assign(cars: &[Car], accepted: &[Trip], new: &Trip, rules: &Rules) -> Answer {
    let mut board = Board::new(cars, accepted, new, rules);
    let mut nodes = 0;
    let outcome = match solve(&mut board, rules.bounds, &mut nodes) {
        Solved::Placed { placings, fewest } => explain::placed(&board, &placings, fewest),
        solved @ (Solved::Never | Solved::GaveUp) => Outcome::None(Refused {
            gave_up: solved == Solved::GaveUp,
            why: explain::refusal(&board),
            ways: ways::ways(&board, accepted),
        }),
    };
    Answer { outcome, nodes }
}

/// The accepted trips that their cars cannot serve as they are planned, and have not begun: the car is away, or its battery holds less
/// than was thought.
#[must_use]
pub fn lost_trips<'a>(cars: &[Car], trips: &'a [Trip], rules: &Rules) -> Vec<&'a Trip> {
    let of = |car: &Car| {
        let mut chain = chain::Chain::new(car, rules.reserve_km);
        for (at, trip) in trips.iter().enumerate().filter(|(_, trip)| trip.car == Some(car.id)) {
            chain.insert(board::leg(at, trip, rules));
        }
        chain.give_up()
    };
    cars.iter().flat_map(of).map(|trip| &trips[trip]).collect()
}
