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

/// Finds a car for the new trip. `nodes` is what was used.
pub(super) fn solve(board: &Board<'_>, bounds: Bounds, nodes: &mut u64) -> Solved {
    let mut left = bounds.moves;
    let mut whole = bounds.complete;
    let solved = search(board, &mut left, &mut whole);
    *nodes += bounds.moves - left + bounds.complete - whole;
    solved
}

fn search(board: &Board<'_>, left: &mut u64, whole: &mut u64) -> Solved {
    let component = board.component();
    let open: Vec<usize> = component.iter().copied().filter(|trip| board.present[*trip].is_none()).collect();
    if open.iter().any(|trip| board.domains[*trip].is_empty()) {
        return Solved::Never;
    }
    let mut fewest = true;
    for moves in 0..=QUICK_LEVELS {
        match Hunt::new(board, &component, left).level(moves) {
            Level::Found(placings) => return Solved::Placed { placings, fewest },
            Level::Never => return Solved::Never,
            Level::GaveUp => fewest = false,
            Level::More => {}
        }
        if moves == 0 && !Complete::new(board, &component, whole).may_be() {
            return Solved::Never;
        }
    }
    let quick = match open[..] {
        [trip] => augment(board, &component, trip),
        _ => None,
    };
    let placings = match quick {
        Some(placings) => placings,
        None => match Complete::new(board, &component, whole).run() {
            Whole::Found(all) => stay(board, &component, all),
            Whole::Never => return Solved::Never,
            Whole::GaveUp => return Solved::GaveUp,
        },
    };
    for moves in QUICK_LEVELS + 1..placings.len() - open.len() {
        match Hunt::new(board, &component, left).level(moves) {
            Level::Found(placings) => return Solved::Placed { placings, fewest },
            Level::GaveUp => fewest = false,
            Level::Never | Level::More => {}
        }
    }
    Solved::Placed { placings, fewest }
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
