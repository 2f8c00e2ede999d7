//! The quick way to room for one more: a chain in which each trip pushes out one other, until one finds a free car.
//!
//! It looks at each trip once, so it is quick and finds a chain nearly always where there is one; what it does not find
//! is no proof of anything.

use std::collections::VecDeque;

use super::{
    board::Board,
    chain::{Breach, Chain},
    moves::Placing,
};

struct Link {
    /// Who looks for a car.
    trip: usize,
    /// Who pushed it out, and from where.
    pushed_by: Option<(usize, usize)>,
}

/// A shortest chain that starts with the trip.
pub(super) fn augment(board: &Board<'_>, component: &[usize], trip: usize) -> Option<Vec<Placing>> {
    let mut seen = vec![true; board.trips.len()];
    for member in component {
        seen[*member] = *member == trip;
    }
    let mut links = vec![Link { trip, pushed_by: None }];
    let mut queue = VecDeque::from([0]);
    let mut chains = board.chains.clone();
    while let Some(at) = queue.pop_front() {
        let mut path = path(&links, at);
        let looking = links[at].trip;
        let leg = board.leg(looking);
        let touched: Vec<usize> = path.iter().map(|(_, car)| *car).collect();
        walk(board, &mut chains, &path, looking);
        for car in board.domains[looking].iter().copied().filter(|car| board.present[looking] != Some(*car)) {
            let chain = &chains[car];
            if chain.admits(leg) {
                path.push((looking, car));
                return Some(path);
            }
            for other in gives_way(chain, leg, &seen) {
                seen[other] = true;
                queue.push_back(links.len());
                links.push(Link { trip: other, pushed_by: Some((at, car)) });
            }
        }
        for car in touched {
            chains[car] = board.chains[car].clone();
        }
    }
    None
}

/// The trips of a chain that have found a car, with it, the first one first.
fn path(links: &[Link], mut at: usize) -> Vec<Placing> {
    let mut path = vec![];
    while let Some((before, car)) = links[at].pushed_by {
        path.push((links[before].trip, car));
        at = before;
    }
    path.reverse();
    path
}

fn walk(board: &Board<'_>, chains: &mut [Chain], path: &[Placing], looking: usize) {
    let pushed = path.iter().skip(1).map(|(trip, _)| *trip).chain([looking]);
    for ((trip, car), pushed) in path.iter().zip(pushed) {
        chains[*car].remove(pushed);
        chains[*car].insert(board.leg(*trip));
    }
}

/// Trips, each of which alone would make room by going.
fn gives_way(chain: &Chain, leg: super::chain::Leg, seen: &[bool]) -> Vec<usize> {
    let met: Vec<Option<usize>> = chain.within(leg.span).map(|other| other.trip).collect();
    let candidates: Vec<usize> = match met[..] {
        [Some(other)] => vec![other],
        [] => {
            let mut full = chain.clone();
            full.insert(leg);
            let Err(Breach::Short(place)) = full.check() else { return vec![] };
            full.legs[..=place].iter().filter_map(|used| used.trip).filter(|trip| Some(*trip) != leg.trip).collect()
        }
        _ => vec![],
    };
    let makes_room = |trip: &usize| {
        let mut without = chain.clone();
        without.remove(*trip);
        !seen[*trip] && without.admits(leg)
    };
    candidates.into_iter().filter(makes_room).collect()
}
