//! The answer in reasons.

use kernel::Interval;

use super::{
    Choice, Energy, Hold, Outcome, Reason, Swap,
    board::Board,
    car::Scarce,
    chain::Chain,
    fit::{distance, misfit},
    moves::Placing,
};

/// What can be done, with what speaks for it.
pub(super) fn placed(board: &Board<'_>, placings: &[Placing], fewest: bool) -> Outcome {
    let after = after(board, placings);
    let new = board.new_trip();
    let (_, car) = *placings.iter().find(|(trip, _)| *trip == new).expect("the new trip is placed");
    let mut moves: Vec<Swap> = placings
        .iter()
        .filter(|(trip, _)| *trip != new)
        .map(|(trip, to)| Swap {
            trip: board.trips[*trip].id,
            from: board.present[*trip].map(|from| board.cars[from].id),
            to: board.cars[*to].id,
            why: about(board, &after, *trip, *to),
        })
        .collect();
    moves.sort_by_key(|swap| swap.trip);
    let id = board.cars[car].id;
    if moves.is_empty() {
        let mut why = beside_others(board, car);
        why.extend(about(board, &after, new, car));
        return Outcome::Fits(Choice { car: id, why });
    }
    let mut why = vec![Reason::AfterSwaps { moves: moves.len(), fewest }];
    if board.trips[new].hold != Hold::Free {
        why.push(Reason::AskedByName);
    }
    why.extend(about(board, &after, new, car));
    Outcome::FitsAfterSwaps { choice: Choice { car: id, why }, moves, fewest }
}

fn after(board: &Board<'_>, placings: &[Placing]) -> Vec<Chain> {
    let mut chains = board.chains.clone();
    for (trip, _) in placings {
        if let Some(from) = board.present[*trip] {
            chains[from].remove(*trip);
        }
    }
    for (trip, to) in placings {
        chains[*to].insert(board.leg(*trip));
    }
    chains
}

/// What there is to know about a car for a trip, whichever others there are.
fn about(board: &Board<'_>, after: &[Chain], trip: usize, car: usize) -> Vec<Reason> {
    let mut why = vec![];
    if let Some(due) = board.cars[car].due_before(board.trips[trip].span.end) {
        why.push(Reason::DueMeanwhile { kind: due.kind, due_on: due.on });
    }
    let distance_km = distance(board.trips[trip], board.rules);
    if let Some(charge_km) = after[car].charge_at(board.trips[trip].span.start) {
        why.push(Reason::ChargeCovers { charge_km, distance_km });
    }
    let usage = board.cars[car].usage;
    if let Some(cap) = usage.lease_cap_km {
        let planned: i64 = after[car].legs.iter().map(|leg| leg.km).sum();
        let left_km = cap - usage.driven_km - planned;
        why.push(if left_km < 0 { Reason::OverLease { over_km: -left_km } } else { Reason::WithinLease { left_km } });
    }
    why
}

/// What speaks for a car beside the others that are free.
fn beside_others(board: &Board<'_>, car: usize) -> Vec<Reason> {
    let new = board.new_trip();
    let trip = board.trips[new];
    if trip.hold != Hold::Free {
        return vec![Reason::AskedByName];
    }
    let leg = board.leg(new);
    let free: Vec<usize> =
        board.domains[new].iter().copied().filter(|other| board.chains[*other].admits(leg)).collect();
    let others = || free.iter().copied().filter(|other| *other != car);
    let mut why = vec![];
    if free.len() == 1 {
        why.push(Reason::OnlyCarThatFits);
    }
    let (seats, needed) = (board.cars[car].seats, trip.need.seats());
    let smaller = others().filter(|other| board.cars[*other].seats < seats).count();
    why.push(match smaller {
        0 => Reason::SmallestThatFits { seats, needed },
        smaller => Reason::LargerThanNeeded { seats, needed, smaller },
    });
    why.extend(left_to_others(board, car, &free));
    let range = |car: usize| match board.cars[car].energy {
        Energy::Fuel => i64::MAX,
        Energy::Electric(battery) => battery.range_km,
    };
    let further = others().filter(|other| range(*other) > range(car)).count();
    if further > 0 {
        why.push(Reason::KeepsLongRange { cars: further });
    }
    let cost = board.cost(new, car);
    let driven_more = |other: &usize| {
        let theirs = board.cost(new, *other);
        theirs.is_alike(cost) && theirs.driven_km > cost.driven_km
    };
    let than = others().filter(driven_more).count();
    if than > 0 {
        why.push(Reason::UsedLess { than, km: cost.driven_km });
    }
    why
}

/// What other cars that are free have, this one does not, and the trip does not need.
fn left_to_others(board: &Board<'_>, car: usize, free: &[usize]) -> Vec<Reason> {
    let trip = board.trips[board.new_trip()];
    let kept = |needed: bool, has: &dyn Fn(usize) -> bool| {
        let cars = free.iter().filter(|other| has(**other)).count();
        Some(cars).filter(|cars| *cars > 0 && !needed && !has(car))
    };
    let due = |car: usize| board.cars[car].due_before(trip.span.end).is_some();
    let scarce = |it: Scarce| kept(it.is_needed_by(&trip.need), &|car| it.is_had_by(&board.cars[car]));
    let child_seats = kept(trip.need.child_seats > 0, &|car| board.cars[car].child_seats > 0);
    [
        kept(false, &due).map(|cars| Reason::LeavesDue { cars }),
        scarce(Scarce::StepFree).map(|cars| Reason::KeepsStepFree { cars }),
        scarce(Scarce::LargeBoot).map(|cars| Reason::KeepsLargeBoot { cars }),
        scarce(Scarce::ManySeats).map(|cars| Reason::KeepsForGroups { cars }),
        child_seats.map(|cars| Reason::KeepsChildSeats { cars }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What keeps the cars from the new trip; each is counted once.
pub(super) fn refusal(board: &Board<'_>) -> Vec<Reason> {
    let mut why: Vec<Reason> = vec![];
    for car in 0..board.cars.len() {
        let reason = against(board, car);
        if !reason.as_ref().is_none_or(|reason| why.iter_mut().any(|other| other.counts_in(reason))) {
            why.extend(reason);
        }
    }
    let waiting = board.component().into_iter().filter(|trip| board.is_open(*trip)).count() - 1;
    if waiting > 0 {
        why.push(Reason::PromisedWithoutCar { trips: waiting });
    }
    why
}

fn against(board: &Board<'_>, car: usize) -> Option<Reason> {
    let trip = board.trips[board.new_trip()];
    if trip.hold != Hold::Free && trip.car != Some(board.cars[car].id) {
        return Some(Reason::OtherCarAsked { cars: 1 });
    }
    if let Some(misfit) = misfit(&board.cars[car], trip, board.rules) {
        return Some(misfit);
    }
    let chain = &board.chains[car];
    let leg = board.leg(board.new_trip());
    let due_km = board.cars[car].service.filter(|_| chain.goes_beyond_service(leg));
    let due_km = due_km.map(|service| Reason::DueKm { cars: 1, kind: service.kind, due_km: service.due_km });
    let within = |span: Interval| (span.start.max(trip.span.start), span.end.min(trip.span.end));
    let met: Vec<_> = chain.within(trip.span).collect();
    let away = met.iter().find(|leg| leg.trip.is_none());
    if let Some((from, to)) = away.map(|leg| within(leg.span)) {
        return Some(Reason::Blocked { cars: 1, from, to });
    }
    if let (Some(first), Some(last)) = (met.first(), met.last()) {
        return Some(Reason::Taken { cars: 1, from: within(first.span).0, to: within(last.span).1 });
    }
    let needed_km = distance(trip, board.rules) + board.rules.reserve_km;
    let charges = board.cars[car].battery().is_some() && !chain.admits(leg);
    due_km.or(charges.then_some(Reason::NotChargedInTime { cars: 1, needed_km }))
}

impl Reason {
    /// Adds a reason against one more car, where it is the same reason.
    fn counts_in(&mut self, other: &Self) -> bool {
        if std::mem::discriminant(self) != std::mem::discriminant(other) || self.is_about() != other.is_about() {
            return false;
        }
        match self {
            Self::OtherCarAsked { cars }
            | Self::TooFewSeats { cars, .. }
            | Self::TooLittleLuggage { cars, .. }
            | Self::TooFewChildSeats { cars, .. }
            | Self::NotStepFree { cars }
            | Self::NotWithDriver { cars }
            | Self::OnlyWithDriver { cars }
            | Self::NotDrivable { cars }
            | Self::ZoneRefused { cars, .. }
            | Self::ZoneRuleUnknown { cars, .. }
            | Self::ZoneNormUnknown { cars, .. }
            | Self::Due { cars, .. }
            | Self::DueKm { cars, .. }
            | Self::RangeUnknown { cars }
            | Self::RangeTooShort { cars, .. }
            | Self::NotChargedInTime { cars, .. }
            | Self::Blocked { cars, .. }
            | Self::Taken { cars, .. } => *cars += 1,
            _ => return false,
        }
        match (&mut *self, other) {
            (Self::Due { due_on, .. }, Self::Due { due_on: theirs, .. }) => *due_on = (*due_on).min(*theirs),
            (Self::DueKm { due_km, .. }, Self::DueKm { due_km: theirs, .. }) => *due_km = (*due_km).min(*theirs),
            _ => {}
        }
        if let (Self::Blocked { from, to, .. }, Self::Blocked { from: start, to: end, .. })
        | (Self::Taken { from, to, .. }, Self::Taken { from: start, to: end, .. }) = (self, other)
        {
            *from = (*from).min(*start);
            *to = (*to).max(*end);
        }
        true
    }

    /// The zone, or the kind of deadline, that it is about.
    fn is_about(&self) -> Option<&str> {
        match self {
            Self::ZoneRefused { zone, .. }
            | Self::ZoneRuleUnknown { zone, .. }
            | Self::ZoneNormUnknown { zone, .. } => Some(zone),
            Self::Due { kind, .. } | Self::DueKm { kind, .. } => Some(kind.as_str()),
            _ => None,
        }
    }
}
