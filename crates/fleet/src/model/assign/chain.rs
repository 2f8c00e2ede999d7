//! The days of one car: what it is planned for, one after the other, and what that leaves in the battery.

use kernel::{Instant, Interval};

use super::{Battery, Car, Energy, Service};

/// Charge is counted in sixtieths of a kilometre, so that whole minutes at whole kilometres an hour stay whole.
const SIXTIETHS: i64 = 60;

/// Something that a car is planned for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leg {
    pub(super) span: Interval,
    /// What it takes from the battery.
    pub(super) km: i64,
    /// The trip, by its place in the list; `None` = the car is away.
    pub(super) trip: Option<usize>,
    /// The car is on its way already: nothing is left to be checked.
    pub(super) begun: bool,
    /// It cannot be served as it is planned, and has this much: nothing that comes may leave it less.
    lost: Option<Left>,
}

/// What there is for a leg when it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Left {
    /// In the battery, in sixtieths of a kilometre.
    level: i64,
    /// Driven since the odometer was read.
    driven_km: i64,
}

impl Leg {
    pub(super) const fn new(span: Interval, km: i64, trip: Option<usize>, begun: bool) -> Self {
        Self { span, km, trip, begun, lost: None }
    }

    const fn is_lost(&self) -> bool {
        self.lost.is_some()
    }

    /// A trip that has not begun.
    const fn may_wait(&self) -> bool {
        self.trip.is_some() && !self.begun
    }
}

/// Why a chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breach {
    /// Two legs at the same time.
    Overlap,
    /// What is left in the battery, or until something must be done, does not cover the leg with this place.
    Short(usize),
}

/// All legs of a car in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    energy: Energy,
    service: Option<Service>,
    reserve_km: i64,
    pub(super) legs: Vec<Leg>,
}

impl Chain {
    /// A car that is planned for nothing, with the spans in which it is away.
    pub(super) fn new(car: &Car, reserve_km: i64) -> Self {
        let mut blocked = car.blocked.clone();
        blocked.sort_unstable();
        let mut legs: Vec<Leg> = vec![];
        for span in blocked {
            match legs.last_mut() {
                Some(last) if span.start <= last.span.end => last.span.end = last.span.end.max(span.end),
                _ => legs.push(Leg::new(span, 0, None, false)),
            }
        }
        Self { energy: car.energy, service: car.service, reserve_km, legs }
    }

    /// Puts a leg at its place, whether it fits or not.
    pub(super) fn insert(&mut self, leg: Leg) {
        let at = self.legs.partition_point(|other| other.span <= leg.span);
        self.legs.insert(at, leg);
    }

    pub(super) fn remove(&mut self, trip: usize) {
        self.legs.retain(|leg| leg.trip != Some(trip));
    }

    /// The legs that share time with the span.
    pub(super) fn within(&self, span: Interval) -> impl Iterator<Item = &Leg> {
        self.legs
            .iter()
            .skip_while(move |leg| leg.span.end <= span.start)
            .take_while(move |leg| leg.span.start < span.end)
    }

    /// Whether one more leg would fit.
    pub(super) fn admits(&self, leg: Leg) -> bool {
        if self.within(leg.span).next().is_some() {
            return false;
        }
        if self.goes_beyond_service(leg) {
            return false;
        }
        let Energy::Electric(battery) = self.energy else { return true };
        let at = self.legs.partition_point(|other| other.span <= leg.span);
        let all = self.legs[..at].iter().chain(std::iter::once(&leg)).chain(&self.legs[at..]);
        self.drive(battery, all).is_ok()
    }

    /// Whether with one more leg it would drive further than it may before something is done.
    pub(super) fn goes_beyond_service(&self, leg: Leg) -> bool {
        let at = self.legs.partition_point(|other| other.span <= leg.span);
        let all = self.legs[..at].iter().chain(std::iter::once(&leg)).chain(&self.legs[at..]);
        self.drive_to_service(all).is_err()
    }

    /// Gives up what cannot be served as it is planned, so that all else can be planned about it. Answers the trips of it that have
    /// not begun, by time.
    pub(super) fn give_up(&mut self) -> Vec<usize> {
        let mut kept: Option<usize> = None;
        for at in 0..self.legs.len() {
            let leg = self.legs[at];
            match kept.filter(|before| self.legs[*before].span.overlaps(leg.span)) {
                // Where the car is away, or has begun with the later one, that stays.
                Some(before) if leg.trip.is_none() || (leg.begun && self.legs[before].may_wait()) => {
                    self.lose(before);
                    kept = Some(at);
                }
                Some(_) => self.lose(at),
                None => kept = Some(at),
            }
        }
        while let Err(Breach::Short(place)) = self.check() {
            self.lose(place);
        }
        self.legs.iter().filter(|leg| leg.is_lost() && leg.may_wait()).filter_map(|leg| leg.trip).collect()
    }

    fn lose(&mut self, place: usize) {
        let before = &self.legs[..place];
        let level = match self.energy {
            Energy::Fuel => 0,
            Energy::Electric(battery) => {
                let (level, since) = follow(battery, before.iter());
                charged(battery, level, since, self.legs[place].span.start)
            }
        };
        let driven_km = self.counted(before.iter()).map(|(_, leg)| leg.km).sum();
        self.legs[place].lost = Some(Left { level, driven_km });
    }

    /// Whether everything that is planned can be done, but for what was given up.
    pub(super) fn check(&self) -> Result<(), Breach> {
        let mut until: Option<Instant> = None;
        for leg in self.legs.iter().filter(|leg| !leg.is_lost()) {
            if until.is_some_and(|until| leg.span.start < until) {
                return Err(Breach::Overlap);
            }
            until = Some(leg.span.end);
        }
        self.drive_to_service(self.legs.iter())?;
        match self.energy {
            Energy::Fuel => Ok(()),
            Energy::Electric(battery) => self.drive(battery, self.legs.iter()).map(|_| ()),
        }
    }

    /// Counts the kilometres until something must be done.
    fn drive_to_service<'a>(&self, legs: impl Iterator<Item = &'a Leg>) -> Result<(), Breach> {
        let Some(service) = self.service else { return Ok(()) };
        let mut driven_km = 0;
        for (place, leg) in self.counted(legs) {
            let short = match leg.lost {
                Some(left) => driven_km > left.driven_km,
                None => driven_km + leg.km > service.left_km,
            };
            if !leg.begun && short {
                return Err(Breach::Short(place));
            }
            driven_km += leg.km;
        }
        Ok(())
    }

    /// The legs whose kilometres count until something must be done, with their places.
    fn counted<'a>(&self, legs: impl Iterator<Item = &'a Leg>) -> impl Iterator<Item = (usize, &'a Leg)> {
        let read_at = self.service.map(|service| service.read_at);
        legs.enumerate().filter(move |(_, leg)| leg.trip.is_some() && read_at.is_some_and(|at| leg.span.end > at))
    }

    /// The kilometres in the battery at an instant at which the car is free.
    pub(super) fn charge_at(&self, at: Instant) -> Option<i64> {
        let Energy::Electric(battery) = self.energy else { return None };
        let before = self.legs.iter().take_while(|leg| leg.span.start < at);
        let (level, since) = self.drive(battery, before).ok()?;
        Some(charged(battery, level, since, at) / SIXTIETHS)
    }

    /// Follows the battery through the legs. Answers what is left after the last, and since when.
    fn drive<'a>(&self, battery: Battery, legs: impl Iterator<Item = &'a Leg>) -> Result<(i64, Instant), Breach> {
        let (mut level, mut since) = at_reading(battery);
        for (place, leg) in legs.enumerate() {
            let there = charged(battery, level, since, leg.span.start);
            let needed = leg.lost.map_or((leg.km + self.reserve_km) * SIXTIETHS, |left| left.level);
            if leg.trip.is_some() && !leg.begun && there < needed {
                return Err(Breach::Short(place));
            }
            (level, since) = after(battery, (level, since), leg);
        }
        Ok((level, since))
    }

    /// Whether what the car does until `from` makes no difference to what it can do after `to`: it is full again meanwhile, since it
    /// stands long enough in one piece. Kilometres until something must be done do not come back.
    pub(super) fn refills(&self, from: Instant, to: Instant) -> bool {
        if self.service.is_some() {
            return false;
        }
        let Energy::Electric(battery) = self.energy else { return true };
        let mut since = from.max(battery.reading.at);
        let full = battery.range_km.max(0) * SIXTIETHS;
        let ends = self.within(Interval { start: since, end: to }).map(|leg| (leg.span.start, leg.span.end));
        for (start, end) in ends.chain(std::iter::once((to, to))) {
            if charged(battery, 0, since, start) >= full {
                return true;
            }
            since = since.max(end);
        }
        false
    }
}

/// What was in the battery when somebody last looked, and when.
fn at_reading(Battery { reading, range_km, .. }: Battery) -> (i64, Instant) {
    (reading.km.clamp(0, range_km.max(0)) * SIXTIETHS, reading.at)
}

/// What is left in the battery after a leg, and since when.
fn after(battery: Battery, (level, since): (i64, Instant), leg: &Leg) -> (i64, Instant) {
    let there = charged(battery, level, since, leg.span.start);
    if leg.span.end > battery.reading.at {
        ((there - leg.km * SIXTIETHS).max(0), since.max(leg.span.end))
    } else {
        (there, since.max(leg.span.start))
    }
}

/// The same after several legs, whether it holds enough for them or not.
fn follow<'a>(battery: Battery, legs: impl Iterator<Item = &'a Leg>) -> (i64, Instant) {
    legs.fold(at_reading(battery), |state, leg| after(battery, state, leg))
}

/// What is in the battery after standing at the home bay.
fn charged(battery: Battery, level: i64, since: Instant, until: Instant) -> i64 {
    let minutes = until.minutes_since(since).max(0);
    let gained = minutes.saturating_mul(battery.km_per_hour.max(0));
    level.saturating_add(gained).min(battery.range_km.max(0) * SIXTIETHS)
}
