//! The whole question: is there any way to give each trip of a component a car?
//!
//! The trip with the fewest cars left is placed first; what that takes from others is taken at once, and a placing after
//! which those on the road at one moment cannot all have a car is given up at once. Of cars that are alike for all
//! that is still to be placed, only one is tried.
//!
//! With a cap on the moves, those come first who cannot stay where they are; they count as moved as soon as that is known.

use super::{
    board::Board,
    chain::Chain,
    cliques::{Bits, cliques, each_has_one},
    moves::Placing,
};

/// How the search ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whole {
    /// A car for each trip.
    Found(Vec<Placing>),
    /// There is no way: proven.
    Never,
    /// The nodes are used up.
    GaveUp,
}

enum End {
    Found,
    Dead,
    GaveUp,
}

pub(super) struct Complete<'b> {
    board: &'b Board<'b>,
    trips: &'b [usize],
    chains: Vec<Chain>,
    /// The cars left for each trip of the component.
    left: Vec<Bits>,
    placed: Vec<Option<usize>>,
    groups: Vec<Vec<usize>>,
    groups_of: Vec<Vec<usize>>,
    taken_by: Vec<Option<usize>>,
    nodes: &'b mut u64,
    /// How many may take another car than they have.
    cap: usize,
    /// How many have, or will have to.
    moved: usize,
}

impl<'b> Complete<'b> {
    pub(super) fn new(board: &'b Board<'b>, component: &'b [usize], nodes: &'b mut u64) -> Self {
        let mut chains = board.chains.clone();
        for trip in component {
            if let Some(car) = board.present[*trip] {
                chains[car].remove(*trip);
            }
        }
        let spans: Vec<_> = component.iter().map(|trip| board.trips[*trip].span).collect();
        let groups = cliques(&spans);
        let mut groups_of = vec![vec![]; component.len()];
        for (at, group) in groups.iter().enumerate() {
            for member in group {
                groups_of[*member].push(at);
            }
        }
        let left = component
            .iter()
            .map(|trip| {
                let mut cars = Bits::none(board.cars.len());
                let leg = board.leg(*trip);
                // Trips that are left out stay where they are.
                board.domains[*trip].iter().filter(|car| chains[**car].admits(leg)).for_each(|car| cars.set(*car));
                cars
            })
            .collect();
        let placed = vec![None; component.len()];
        let taken_by = vec![None; board.cars.len()];
        Self {
            board,
            trips: component,
            chains,
            left,
            placed,
            groups,
            groups_of,
            taken_by,
            nodes,
            cap: usize::MAX,
            moved: 0,
        }
    }

    /// Only ways in which no more than that many take another car.
    pub(super) fn capped(mut self, moves: usize) -> Self {
        self.cap = moves;
        self
    }

    /// Whether those who are on the road at one moment can have a car each, moment by moment. `false` proves that there is no way.
    pub(super) fn may_be(&mut self) -> bool {
        (0..self.groups.len()).all(|group| self.group_fits(group))
    }

    pub(super) fn run(mut self) -> Whole {
        if !self.may_be() {
            return Whole::Never;
        }
        match self.descend() {
            End::Found => {
                let placed = self.placed.iter().map(|car| car.expect("every trip is placed"));
                Whole::Found(self.trips.iter().copied().zip(placed).collect())
            }
            End::Dead => Whole::Never,
            End::GaveUp => Whole::GaveUp,
        }
    }

    /// The car that a trip of the component has now.
    fn present(&self, member: usize) -> Option<usize> {
        self.board.present[self.trips[member]]
    }

    fn group_fits(&mut self, group: usize) -> bool {
        let open: Vec<usize> = self.groups[group].iter().copied().filter(|it| self.placed[*it].is_none()).collect();
        each_has_one(&open, |member| &self.left[member], &mut self.taken_by)
    }

    fn descend(&mut self) -> End {
        let stays = |it: usize| self.cap < usize::MAX && self.present(it).is_some_and(|car| self.left[it].has(car));
        let open = (0..self.trips.len()).filter(|it| self.placed[*it].is_none());
        let next = open.min_by_key(|it| (stays(*it), self.left[*it].len()));
        let Some(next) = next else { return End::Found };
        if *self.nodes == 0 {
            return End::GaveUp;
        }
        *self.nodes -= 1;
        let trip = self.trips[next];
        let present = self.present(next);
        let own = present.into_iter();
        let others = self.board.domains[trip].iter().copied().filter(|car| Some(*car) != present);
        let cars: Vec<usize> = own.chain(others).filter(|car| self.left[next].has(*car)).collect();
        let mut tried: Vec<usize> = vec![];
        for car in cars {
            if tried.iter().any(|other| self.alike(*other, car)) {
                continue;
            }
            tried.push(car);
            self.chains[car].insert(self.board.leg(trip));
            self.placed[next] = Some(car);
            let before = self.moved;
            // Who could have stayed, but goes. Who could not was counted when that was known.
            let goes = present.is_some_and(|own| own != car && self.left[next].has(own));
            self.moved += usize::from(goes);
            let (lost, possible) = self.look_ahead(next, car);
            let end = if possible { self.descend() } else { End::Dead };
            if !matches!(end, End::Dead) {
                return end;
            }
            for other in lost {
                self.left[other].set(car);
            }
            self.moved = before;
            self.placed[next] = None;
            self.chains[car].remove(trip);
        }
        End::Dead
    }

    /// Takes the car from those that it cannot serve any more. Answers who they are, and whether all may still be served.
    fn look_ahead(&mut self, placed: usize, car: usize) -> (Vec<usize>, bool) {
        let mut lost = vec![];
        if self.moved > self.cap {
            return (lost, false);
        }
        let span = self.board.trips[self.trips[placed]].span;
        let links = self.board.cars[car].links_its_trips();
        for other in 0..self.trips.len() {
            if self.placed[other].is_none()
                && self.left[other].has(car)
                && (links || self.board.trips[self.trips[other]].span.overlaps(span))
                && !self.chains[car].admits(self.board.leg(self.trips[other]))
            {
                self.left[other].clear(car);
                lost.push(other);
                self.moved += usize::from(self.present(other) == Some(car));
                if self.left[other].is_empty() || self.moved > self.cap {
                    return (lost, false);
                }
            }
        }
        let mut groups: Vec<usize> =
            lost.iter().chain([&placed]).flat_map(|member| self.groups_of[*member].iter().copied()).collect();
        groups.sort_unstable();
        groups.dedup();
        let possible = groups.into_iter().all(|group| self.group_fits(group));
        (lost, possible)
    }

    /// Whether it makes no difference which of the two is taken: both can serve the same of what is left, and what
    /// they serve now does not matter or is the same.
    fn alike(&self, one: usize, other: usize) -> bool {
        let open = || (0..self.trips.len()).filter(|it| self.placed[*it].is_none());
        let has = |car: usize| open().any(|it| self.present(it) == Some(car) && self.left[it].has(car));
        if self.cap < usize::MAX && (has(one) || has(other)) {
            // Somebody would have to leave one, and not the other.
            return false;
        }
        let free = |car: usize| !self.board.cars[car].links_its_trips();
        open().all(|it| self.left[it].has(one) == self.left[it].has(other))
            && ((free(one) && free(other)) || self.chains[one] == self.chains[other])
    }
}
