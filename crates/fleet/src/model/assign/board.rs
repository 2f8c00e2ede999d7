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
    /// Cars whose plan does not hold as it is: nothing is added and nothing is taken away.
    pub(super) broken: Vec<bool>,
    costs: BTreeMap<(usize, usize), Cost>,
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
        let chains = cars.iter().map(|car| Chain::new(car.energy, rules.reserve_km, &car.blocked)).collect();
        let broken = vec![false; cars.len()];
        let mut board =
            Self { cars, trips, rules, chains, present, movable, domains: vec![], broken, costs: BTreeMap::new() };
        for trip in 0..board.trips.len() {
            if let Some(car) = board.present[trip] {
                let leg = board.leg(trip);
                board.chains[car].insert(leg);
            }
        }
        for car in 0..cars.len() {
            board.broken[car] = board.chains[car].check().is_err();
        }
        for trip in 0..board.trips.len() {
            if board.present[trip].is_some_and(|car| board.broken[car]) {
                board.movable[trip] = false;
            }
        }
        let fixed = board.fixed();
        board.domains = (0..board.trips.len()).map(|trip| board.domain(trip, place(new), &fixed)).collect();
        board
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
        self.costs.get(&(trip, car)).copied().unwrap_or_else(|| self.count(trip, car))
    }

    fn count(&self, trip: usize, car: usize) -> Cost {
        let others: i64 =
            self.chains[car].legs.iter().filter(|leg| leg.trip.is_some_and(|it| it != trip)).map(|leg| leg.km).sum();
        Cost::of(&self.cars[car], self.trips[trip], others, self.rules)
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

    fn domain(&mut self, trip: usize, named: Option<usize>, fixed: &[Chain]) -> Vec<usize> {
        if !self.movable[trip] {
            return vec![];
        }
        let is_new = trip == self.new_trip();
        let by_name = is_new && self.trips[trip].hold != Hold::Free;
        let leg = self.leg(trip);
        let mut cars: Vec<usize> = (0..self.cars.len())
            .filter(|car| !self.broken[*car])
            .filter(|car| !by_name || named == Some(*car))
            .filter(|car| {
                // What was promised is kept, even where somebody gave a car that does not quite fit.
                self.present[trip] == Some(*car) || misfit(&self.cars[*car], self.trips[trip], self.rules).is_none()
            })
            .filter(|car| fixed[*car].admits(leg))
            .collect();
        for car in &cars {
            let cost = self.count(trip, *car);
            self.costs.insert((trip, *car), cost);
        }
        cars.sort_by_key(|car| (self.costs[&(trip, *car)], self.cars[*car].id));
        cars
    }

    /// The trips whose placing has to do with that of the new one, which is among them. A trip has to do with
    /// another when some car could take both, and they meet, or the car would not be full again between them.
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
    Leg { span: trip.span, km: distance(trip, rules), trip: Some(at), begun: trip.hold == Hold::KeysOut }
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
