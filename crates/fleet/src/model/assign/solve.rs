//! The order in which the searches are asked.

use super::{
    Bounds,
    augment::augment,
    board::Board,
    complete::{Complete, Whole},
    moves::{Hunt, Level, Placing},
};

/// How the search for a place ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Solved {
    /// The new trip and those that must move, with their cars.
    Placed {
        placings: Vec<Placing>,
        /// Whether fewer moves are proven not to do.
        fewest: bool,
    },
    /// There is no way: proven.
    Never,
    /// The nodes are used up: nobody knows.
    GaveUp,
}

/// Levels of moves that are always looked at whole before a quick answer is asked for.
const QUICK_LEVELS: usize = 2;

/// Minutes around the new trip within which others are moved, where a chain of pushes does not do, before all may be.
const AROUND_MINUTES: [i64; 3] = [0, 120, 300];

/// Finds a car for the new trip. `nodes` is what was used.
pub(super) fn solve(board: &mut Board<'_>, bounds: Bounds, nodes: &mut u64) -> Solved {
    let mut left = bounds;
    let solved = search(board, &mut left);
    *nodes += bounds.sum() - left.sum();
    solved
}

fn search(board: &mut Board<'_>, left: &mut Bounds) -> Solved {
    let new = board.new_trip();
    if !(0..new).any(|trip| board.is_open(trip))
        && let Some(car) = board.free_car()
    {
        return Solved::Placed { placings: vec![(new, car)], fewest: true };
    }
    board.find_domains();
    let board = &*board;
    let component = board.component();
    let open: Vec<usize> = component.iter().copied().filter(|trip| board.is_open(*trip)).collect();
    if open.iter().any(|trip| board.domains[*trip].is_empty())
        || !Complete::new(board, &component, &mut left.complete).may_be()
    {
        return Solved::Never;
    }
    let mut fewest = true;
    for moves in 0..=QUICK_LEVELS {
        match Hunt::new(board, &component, &mut left.moves).level(moves) {
            Level::Found(placings) => return Solved::Placed { placings, fewest },
            Level::Never => return Solved::Never,
            Level::GaveUp => fewest = false,
            Level::More => {}
        }
    }
    let quick = match open[..] {
        [trip] => augment(board, &component, trip),
        _ => None,
    };
    let placings = match quick.or_else(|| around(board, &component, left)) {
        Some(placings) => placings,
        None => match Complete::new(board, &component, &mut left.complete).run() {
            Whole::Found(all) => stay(board, &component, all),
            Whole::Never => return Solved::Never,
            Whole::GaveUp => return Solved::GaveUp,
        },
    };
    for moves in QUICK_LEVELS + 1..placings.len() - open.len() {
        match Complete::new(board, &component, &mut left.fewest).capped(moves).run() {
            Whole::Found(all) => return Solved::Placed { placings: stay(board, &component, all), fewest },
            Whole::Never => {}
            Whole::GaveUp => return Solved::Placed { placings, fewest: false },
        }
    }
    Solved::Placed { placings, fewest }
}

/// Moves only those who are on the road about when the new trip is: quicker than the whole, and fewer are moved.
fn around(board: &Board<'_>, component: &[usize], left: &mut Bounds) -> Option<Vec<Placing>> {
    let asked = board.trips[board.new_trip()].span;
    AROUND_MINUTES.into_iter().find_map(|minutes| {
        let span = asked.padded(minutes, minutes);
        let near = |trip: &usize| board.is_open(*trip) || board.trips[*trip].span.overlaps(span);
        let near: Vec<usize> = component.iter().copied().filter(near).collect();
        let mut share = left.complete / 4;
        let before = share;
        let found = Complete::new(board, &near, &mut share).run();
        left.complete -= before - share;
        match found {
            Whole::Found(all) => Some(stay(board, &near, all)),
            Whole::Never | Whole::GaveUp => None,
        }
    })
}

/// Leaves out what moves, though it could as well stay.
fn stay(board: &Board<'_>, component: &[usize], mut all: Vec<Placing>) -> Vec<Placing> {
    let mut chains = board.chains.clone();
    for trip in component {
        if let Some(car) = board.present[*trip] {
            chains[car].remove(*trip);
        }
    }
    for (trip, car) in &all {
        chains[*car].insert(board.leg(*trip));
    }
    loop {
        let back = all.iter().position(|(trip, car)| {
            board.present[*trip].is_some_and(|own| own != *car && chains[own].admits(board.leg(*trip)))
        });
        let Some(at) = back else { break };
        let (trip, car) = all[at];
        let own = board.present[trip].expect("it has a car");
        chains[car].remove(trip);
        chains[own].insert(board.leg(trip));
        all[at] = (trip, own);
    }
    all.retain(|(trip, car)| board.present[*trip] != Some(*car));
    all
}
