//! What would make a refused trip possible. Each is tried before it is proposed.

use kernel::Interval;

use super::{
    Bounds, Car, Hold, Reason, Trip, Way,
    board::{self, Board},
    explain,
    fit::misfit,
    solve::{Solved, solve},
};

/// Proposals are worth less than answers: they are looked for quickly.
const BOUNDS: Bounds = Bounds { moves: 300, complete: 100, fewest: 0 };

/// The ways on for the new trip of the board, which was refused.
pub(super) fn ways(board: &Board<'_>, accepted: &[Trip]) -> Vec<Way> {
    let trip = board.trips[board.new_trip()];
    let fits = |trip: &Trip| {
        let mut eased = Board::new(board.cars, accepted, trip, board.rules);
        matches!(solve(&mut eased, BOUNDS, &mut 0), Solved::Placed { .. })
    };
    let mut ways = vec![];
    for reason in explain::refusal(board) {
        let mut eased = trip.clone();
        let need = &mut eased.need;
        let way = match reason {
            Reason::OtherCarAsked { .. } => {
                (eased.car, eased.hold) = (None, Hold::Free);
                Some(Way::AnyCar).filter(|_| fits(&eased))
            }
            Reason::TooFewSeats { .. } => {
                let driver = i64::from(need.driver);
                most(
                    board.cars,
                    |car| car.seats - driver,
                    need.people,
                    |people| {
                        eased.need.people = people;
                        people > 0 && fits(&eased)
                    },
                )
                .map(|people| Way::FewerPeople { people })
            }
            Reason::TooLittleLuggage { .. } => most(
                board.cars,
                |car| car.luggage_l,
                need.luggage_l,
                |luggage_l| {
                    eased.need.luggage_l = luggage_l;
                    fits(&eased)
                },
            )
            .map(|luggage_l| Way::LessLuggage { luggage_l }),
            Reason::TooFewChildSeats { .. } => most(
                board.cars,
                |car| car.child_seats,
                need.child_seats,
                |seats| {
                    eased.need.child_seats = seats;
                    fits(&eased)
                },
            )
            .map(|child_seats| Way::FewerChildSeats { child_seats }),
            Reason::NotStepFree { .. } => {
                need.step_free = false;
                Some(Way::WithoutStepFree).filter(|_| fits(&eased))
            }
            Reason::NotWithDriver { .. } | Reason::NotDrivable { .. } => {
                (need.driver, need.drivable) = (false, None);
                Some(Way::WithoutDriver).filter(|_| fits(&eased))
            }
            Reason::OnlyWithDriver { .. } => {
                need.driver = true;
                Some(Way::WithDriver).filter(|_| fits(&eased))
            }
            Reason::ZoneRefused { .. } | Reason::ZoneRuleUnknown { .. } | Reason::ZoneNormUnknown { .. } => {
                need.zones.clear();
                Some(Way::OutsideZones).filter(|_| fits(&eased))
            }
            Reason::RangeTooShort { .. } | Reason::NotChargedInTime { .. } | Reason::DueKm { .. } => {
                let km = super::fit::distance(trip, board.rules);
                furthest(km, |km| {
                    eased.need.distance_km = Some(km);
                    fits(&eased)
                })
                .map(|distance_km| Way::ShorterTrip { distance_km })
            }
            _ => None,
        };
        if let Some(way) = way.filter(|way| !ways.contains(way)) {
            ways.push(way);
        }
    }
    let earlier = time(board, accepted, -1).map(|span| Way::Earlier { from: span.start, to: span.end });
    let later = time(board, accepted, 1).map(|span| Way::Later { from: span.start, to: span.end });
    ways.extend(earlier);
    ways.extend(later);
    ways
}

/// The most of something below what is asked for that fits; only what some car has makes a difference.
fn most(cars: &[Car], has: impl Fn(&Car) -> i64, asked: i64, mut fits: impl FnMut(i64) -> bool) -> Option<i64> {
    let mut steps: Vec<i64> = cars.iter().map(has).filter(|step| *step < asked).collect();
    steps.sort_unstable();
    steps.dedup();
    steps.into_iter().rev().find(|step| fits(*step))
}

/// The furthest below what is asked for that fits.
fn furthest(asked: i64, mut fits: impl FnMut(i64) -> bool) -> Option<i64> {
    let (mut can, mut cannot) = (0, asked);
    while cannot - can > 1 {
        let middle = can + (cannot - can) / 2;
        if fits(middle) {
            can = middle;
        } else {
            cannot = middle;
        }
    }
    (can > 0).then_some(can)
}

/// The nearest time in one direction at which a car is free that fits, without a swap.
fn time(board: &Board<'_>, accepted: &[Trip], direction: i64) -> Option<Interval> {
    let rules = board.rules;
    let new = board.new_trip();
    let step = rules.step_minutes.max(1);
    let waiting = (0..new).any(|trip| board.movable[trip] && board.present[trip].is_none());
    let mut moved = board.trips[new].clone();
    let asked = moved.span;
    for shift in (1..=rules.look_minutes / step).map(|times| direction * times * step) {
        moved.span = Interval { start: asked.start.plus_minutes(shift), end: asked.end.plus_minutes(shift) };
        if moved.span.start < rules.not_before {
            return None;
        }
        let leg = board::leg(new, &moved, rules);
        let named = |car: &Car| moved.hold == Hold::Free || moved.car == Some(car.id);
        let free = board
            .cars
            .iter()
            .enumerate()
            .any(|(at, car)| named(car) && misfit(car, &moved, rules).is_none() && board.chains[at].admits(leg));
        // Those who wait for a car come first: with them it must be asked in full.
        let fits = || {
            let mut asked = Board::new(board.cars, accepted, &moved, rules);
            matches!(solve(&mut asked, BOUNDS, &mut 0), Solved::Placed { .. })
        };
        if free && (!waiting || fits()) {
            return Some(moved.span);
        }
    }
    None
}
