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
                _ => legs.push(Leg { span, km: 0, trip: None, begun: false }),
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

    /// Whether everything that is planned can be done.
    pub(super) fn check(&self) -> Result<(), Breach> {
        if self.legs.windows(2).any(|pair| pair[0].span.overlaps(pair[1].span)) {
            return Err(Breach::Overlap);
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
        for (place, leg) in legs.enumerate().filter(|(_, leg)| leg.trip.is_some() && leg.span.end > service.read_at) {
            driven_km += leg.km;
            if !leg.begun && driven_km > service.left_km {
                return Err(Breach::Short(place));
            }
        }
        Ok(())
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
        let reading = battery.reading;
        let (mut level, mut since) = (reading.km.clamp(0, battery.range_km.max(0)) * SIXTIETHS, reading.at);
        for (place, leg) in legs.enumerate() {
            level = charged(battery, level, since, leg.span.start);
            if leg.trip.is_some() && !leg.begun && level < (leg.km + self.reserve_km) * SIXTIETHS {
                return Err(Breach::Short(place));
            }
            if leg.span.end > reading.at {
                level = (level - leg.km * SIXTIETHS).max(0);
                since = leg.span.end;
            }
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

/// What is in the battery after standing at the home bay.
fn charged(battery: Battery, level: i64, since: Instant, until: Instant) -> i64 {
    let minutes = until.minutes_since(since).max(0);
    let gained = minutes.saturating_mul(battery.km_per_hour.max(0));
    level.saturating_add(gained).min(battery.range_km.max(0) * SIXTIETHS)
}
