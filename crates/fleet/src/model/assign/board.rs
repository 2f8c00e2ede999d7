//! The cars and trips of a question, by their places in lists, with who could take what.

use std::collections::BTreeMap;

use kernel::BookableId;

use super::{
    Car, Hold, Rules, Trip,
    chain::{Chain, Leg},
    fit::{distance, misfit},
    score::Cost,
};

/// A question, worked out as far as needs no search.
#[derive(Debug, Clone)]
pub(super) struct Board<'a> {
    pub(super) cars: &'a [Car],
    /// The accepted trips, and at the end the new one.
    pub(super) trips: Vec<&'a Trip>,
    pub(super) rules: &'a Rules,
    /// What each car is planned for now.
    pub(super) chains: Vec<Chain>,
    /// The car of each trip now.
    pub(super) present: Vec<Option<usize>>,
    /// Whether a trip may be given another car.
    pub(super) movable: Vec<bool>,
    /// The cars that could take a trip, if those that may move made room; the best first.
    pub(super) domains: Vec<Vec<usize>>,
    /// The kilometres of all legs of a car.
    planned_km: Vec<i64>,
}

impl<'a> Board<'a> {
    pub(super) fn new(cars: &'a [Car], accepted: &'a [Trip], new: &'a Trip, rules: &'a Rules) -> Self {
        let places: BTreeMap<BookableId, usize> = cars.iter().enumerate().map(|(at, car)| (car.id, at)).collect();
        let place = |trip: &Trip| trip.car.and_then(|id| places.get(&id).copied());
        // A trip of a car that is not of this pool takes none of these.
        let ours = |trip: &&Trip| trip.id != new.id && (trip.car.is_none() || place(trip).is_some());
        let mut trips: Vec<&Trip> = accepted.iter().filter(ours).collect();
        trips.sort_by_key(|trip| (trip.span, trip.id));
        let mut present: Vec<Option<usize>> = trips.iter().map(|trip| place(trip)).collect();
        let mut movable: Vec<bool> = trips.iter().map(|trip| trip.hold == Hold::Free).collect();
        trips.push(new);
        present.push(None);
        movable.push(true);
        let chains = cars.iter().map(|car| Chain::new(car, rules.reserve_km)).collect();
        let mut board = Self { cars, trips, rules, chains, present, movable, domains: vec![], planned_km: vec![] };
        for trip in 0..board.trips.len() {
            if let Some(car) = board.present[trip] {
                let leg = board.leg(trip);
                board.chains[car].insert(leg);
            }
        }
        for chain in &mut board.chains {
            for trip in chain.give_up() {
                board.movable[trip] = false;
            }
        }
        board.planned_km = board.chains.iter().map(|chain| chain.legs.iter().map(|leg| leg.km).sum()).collect();
        board.domains = vec![vec![]; board.trips.len()];
        let asked = board.new_trip();
        board.domains[asked] = board.domain(asked, &board.fixed());
        board
    }

    /// Finds out who could take each of the other trips: needed as soon as one of them must move.
    pub(super) fn find_domains(&mut self) {
        let fixed = self.fixed();
        self.domains = (0..self.trips.len()).map(|trip| self.domain(trip, &fixed)).collect();
    }

    /// Trips that may take any car that fits, and have none yet.
    pub(super) fn is_open(&self, trip: usize) -> bool {
        self.movable[trip] && self.present[trip].is_none()
    }

    /// The best car that is free for the new trip, if nobody moves.
    pub(super) fn free_car(&self) -> Option<usize> {
        let leg = self.leg(self.new_trip());
        self.domains[self.new_trip()].iter().copied().find(|car| self.chains[*car].admits(leg))
    }

    /// The place of the trip that is asked for.
    pub(super) fn new_trip(&self) -> usize {
        self.trips.len() - 1
    }

    pub(super) fn leg(&self, trip: usize) -> Leg {
        leg(trip, self.trips[trip], self.rules)
    }

    /// What a trip would cost with a car.
    pub(super) fn cost(&self, trip: usize, car: usize) -> Cost {
        let own = if self.present[trip] == Some(car) { self.leg(trip).km } else { 0 };
        Cost::of(&self.cars[car], self.trips[trip], self.planned_km[car] - own, self.rules)
    }

    /// The chains with what cannot be moved, and nothing else.
    pub(super) fn fixed(&self) -> Vec<Chain> {
        let mut chains = self.chains.clone();
        for (trip, car) in self.present.iter().enumerate() {
            if let Some(car) = car.filter(|_| self.movable[trip]) {
                chains[car].remove(trip);
            }
        }
        chains
    }

    fn domain(&self, trip: usize, fixed: &[Chain]) -> Vec<usize> {
        if !self.movable[trip] {
            return vec![];
        }
        let asked = self.trips[trip];
        let by_name = trip == self.new_trip() && asked.hold != Hold::Free;
        let leg = self.leg(trip);
        let mut cars: Vec<usize> = (0..self.cars.len())
            .filter(|car| !by_name || asked.car == Some(self.cars[*car].id))
            .filter(|car| {
                // What was promised is kept, even where somebody gave a car that does not quite fit.
                self.present[trip] == Some(*car) || misfit(&self.cars[*car], asked, self.rules).is_none()
            })
            .filter(|car| fixed[*car].admits(leg))
            .collect();
        cars.sort_by_cached_key(|car| (self.cost(trip, *car), self.cars[*car].id));
        cars
    }

    /// The trips whose placing has to do with that of the new one, which is among them. A trip has to do with
    /// another when some car could take both, and they meet, or what the one takes of charge or kilometres is missing for the other.
    pub(super) fn component(&self) -> Vec<usize> {
        let fixed = self.fixed();
        let mut groups: Vec<usize> = (0..self.trips.len()).collect();
        for (car, chain) in fixed.iter().enumerate() {
            let mut takes: Vec<usize> =
                (0..self.trips.len()).filter(|trip| self.domains[*trip].contains(&car)).collect();
            takes.sort_by_key(|trip| self.trips[*trip].span);
            let mut last: Option<(usize, kernel::Instant)> = None;
            for trip in takes {
                let span = self.trips[trip].span;
                let until = match last {
                    Some((other, until)) => {
                        if span.start < until || !chain.refills(until, span.start) {
                            unite(&mut groups, other, trip);
                        }
                        until.max(span.end)
                    }
                    None => span.end,
                };
                last = Some((trip, until));
            }
        }
        let new = root(&groups, self.new_trip());
        (0..self.trips.len()).filter(|trip| self.movable[*trip] && root(&groups, *trip) == new).collect()
    }
}

/// A trip as a leg of its car, by its place in some list.
pub(super) fn leg(at: usize, trip: &Trip, rules: &Rules) -> Leg {
    Leg::new(trip.span, distance(trip, rules), Some(at), trip.hold == Hold::KeysOut)
}

fn root(groups: &[usize], mut of: usize) -> usize {
    while groups[of] != of {
        of = groups[of];
    }
    of
}

fn unite(groups: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(groups, one), root(groups, other));
    groups[one.max(other)] = one.min(other);
}
