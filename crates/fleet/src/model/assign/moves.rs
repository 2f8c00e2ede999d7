//! Room for one more by as few moves as possible: place it, let those give way whom it meets, and place them.
//!
//! A level allows a number of moves and looks at everything that can be done with them: what is found on the first
//! level that finds anything has the fewest moves there are, and the best score among those.

use super::{
    board::Board,
    chain::{Breach, Chain},
    score::Cost,
};

/// A trip and the car that it gets, by their places.
pub(super) type Placing = (usize, usize);

/// How a level ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Level {
    /// The best way with that many moves.
    Found(Vec<Placing>),
    /// Not with that many; more may help.
    More,
    /// Not with any number of moves: all was looked at.
    Never,
    /// The nodes are used up.
    GaveUp,
}

/// The search of one level.
pub(super) struct Hunt<'b> {
    board: &'b Board<'b>,
    chains: Vec<Chain>,
    /// Trips that stay where they are.
    locked: Vec<bool>,
    open: Vec<usize>,
    placed: Vec<Placing>,
    /// Cars with the same number can take the same trips of the component.
    classes: Vec<usize>,
    nodes: &'b mut u64,
    cut: bool,
    gave_up: bool,
    best: Option<(Cost, Vec<Placing>)>,
}

impl<'b> Hunt<'b> {
    pub(super) fn new(board: &'b Board<'b>, component: &[usize], nodes: &'b mut u64) -> Self {
        let mut locked = vec![true; board.trips.len()];
        for trip in component {
            locked[*trip] = false;
        }
        let open = component.iter().copied().filter(|trip| board.present[*trip].is_none()).collect();
        let takes = |car: usize| component.iter().filter(move |trip| board.domains[**trip].contains(&car));
        let classes = (0..board.cars.len())
            .map(|car| (0..car).find(|other| takes(car).eq(takes(*other))).unwrap_or(car))
            .collect();
        Self {
            board,
            chains: board.chains.clone(),
            locked,
            open,
            placed: vec![],
            classes,
            nodes,
            cut: false,
            gave_up: false,
            best: None,
        }
    }

    /// Looks at everything that can be done with that many moves.
    pub(super) fn level(mut self, moves: usize) -> Level {
        self.dig(moves);
        match self.best {
            Some((_, placed)) => Level::Found(placed),
            None if self.gave_up => Level::GaveUp,
            None if self.cut => Level::More,
            None => Level::Never,
        }
    }

    fn takes_node(&mut self) -> bool {
        self.gave_up |= *self.nodes == 0;
        *self.nodes = self.nodes.saturating_sub(1);
        !self.gave_up
    }

    /// Places the open trip with the fewest cars that are free, and then the others.
    fn dig(&mut self, moves: usize) {
        if self.open.is_empty() {
            self.keep();
            return;
        }
        if !self.takes_node() {
            return;
        }
        let (board, chains) = (self.board, &self.chains);
        let free = |trip: usize| {
            let leg = board.leg(trip);
            self.cars_for(trip).filter(move |car| chains[*car].admits(leg))
        };
        let (at, trip) = (self.open.iter().copied().enumerate())
            .min_by_key(|(_, trip)| (free(*trip).count(), *trip))
            .expect("there is an open trip");
        // The last one takes the best that is free; to move somebody as well would be a move too many.
        let cars: Vec<usize> = match (self.open.len(), free(trip).next()) {
            (1, Some(car)) => vec![car],
            _ => self.cars_for(trip).collect(),
        };
        self.open.swap_remove(at);
        self.locked[trip] = true;
        let mut tried: Vec<usize> = vec![];
        for car in cars {
            let alike =
                |other: &usize| self.classes[*other] == self.classes[car] && self.chains[*other] == self.chains[car];
            if !tried.iter().any(alike) {
                tried.push(car);
                self.place(trip, car, moves);
            }
        }
        self.locked[trip] = false;
        self.open.push(trip);
        let last = self.open.len() - 1;
        self.open.swap(at, last);
    }

    fn cars_for(&self, trip: usize) -> impl Iterator<Item = usize> + use<'b> {
        let board = self.board;
        let present = board.present[trip];
        board.domains[trip].iter().copied().filter(move |car| Some(*car) != present)
    }

    /// Whom it meets there must go.
    fn place(&mut self, trip: usize, car: usize, moves: usize) {
        let leg = self.board.leg(trip);
        let met: Vec<Option<usize>> = self.chains[car].within(leg.span).map(|other| other.trip).collect();
        if met.iter().any(|other| other.is_none_or(|other| self.locked[other])) {
            return;
        }
        if met.len() > moves {
            self.cut = true;
            return;
        }
        for other in met.iter().flatten() {
            self.chains[car].remove(*other);
            self.open.push(*other);
        }
        self.chains[car].insert(leg);
        self.placed.push((trip, car));
        self.settle(car, moves - met.len());
        self.placed.pop();
        self.chains[car].remove(trip);
        for other in met.iter().flatten() {
            self.open.pop();
            self.chains[car].insert(self.board.leg(*other));
        }
    }

    /// Where charge or kilometres do not do, one of those who use it must go: each is tried, with those before it staying.
    fn settle(&mut self, car: usize, moves: usize) {
        let Err(breach) = self.chains[car].check() else {
            self.dig(moves);
            return;
        };
        let Breach::Short(place) = breach else { unreachable!("whom it meets has gone") };
        let users: Vec<usize> = self.chains[car].legs[..=place]
            .iter()
            .filter_map(|leg| leg.trip)
            .filter(|trip| !self.locked[*trip])
            .collect();
        if moves == 0 {
            self.cut |= !users.is_empty();
            return;
        }
        for user in &users {
            if !self.takes_node() {
                break;
            }
            self.chains[car].remove(*user);
            self.open.push(*user);
            self.settle(car, moves - 1);
            self.open.pop();
            self.chains[car].insert(self.board.leg(*user));
            self.locked[*user] = true;
        }
        for user in users {
            self.locked[user] = false;
        }
    }

    fn keep(&mut self) {
        let cost = self.placed.iter().fold(Cost::default(), |sum, (trip, car)| sum.plus(self.board.cost(*trip, *car)));
        if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
            self.best = Some((cost, self.placed.clone()));
        }
    }
}
