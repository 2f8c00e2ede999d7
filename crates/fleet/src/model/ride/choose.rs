//! Which driver gets a ride, and what speaks against the others.
//!
//! Whoever may drive the vehicle on that day, is free, and keeps the rest and the length of a duty can have it. Among them it is
//! the one who drives least in the days around, so that the work is shared; then the one with fewer rides, then the first by name.
//!
//! Texts: `ride-` and the code with `-` for `_`.

use kernel::{BookableId, Instant, Interval, OccurrenceId, Zone, id::DriverId};
use serde::Serialize;

use super::duty::{Breach, DutyRules, breach};
use crate::model::{
    day::day_at,
    driver::{DriverFacts, is_allowed, may_drive},
    vehicle::VehicleCategory,
};

/// A professional driver, with what is planned for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chauffeur {
    /// Who.
    pub driver: DriverId,
    /// What is booked.
    pub bookable: BookableId,
    /// Their name.
    pub name: String,
    /// What they may drive.
    pub facts: DriverFacts,
    /// What they drive.
    pub rides: Vec<Planned>,
    /// When they are away.
    pub away: Vec<Interval>,
}

/// Something that a driver drives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// The date.
    pub id: OccurrenceId,
    /// When.
    pub span: Interval,
}

/// What is asked of a driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// When.
    pub span: Interval,
    /// What is driven.
    pub category: VehicleCategory,
    /// Whose clock counts.
    pub zone: Zone,
    /// How long a look at a licence is good.
    pub check_days: i64,
    /// The rules about duties.
    pub rules: DutyRules,
    /// This date counts as free: it is the one that is being given away.
    pub but_for: Option<OccurrenceId>,
}

/// What keeps a driver from a ride, or so many drivers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Against {
    /// No licence for such a vehicle, or one that ended.
    Licence {
        /// How many drivers.
        drivers: usize,
        /// The category of the vehicle.
        category: VehicleCategory,
    },
    /// Nobody looked at the licence for too long.
    LicenceUnchecked {
        /// How many drivers.
        drivers: usize,
    },
    /// Drives something else.
    DriverTaken {
        /// How many drivers.
        drivers: usize,
        /// From when, within the span that is asked for.
        from: Instant,
        /// Until when.
        to: Instant,
    },
    /// Away.
    DriverAway {
        /// How many drivers.
        drivers: usize,
        /// From when, within the span that is asked for.
        from: Instant,
        /// Until when.
        to: Instant,
    },
    /// The rest would be too short.
    Rest {
        /// How many drivers.
        drivers: usize,
        /// The hours that must be between two duties.
        hours: String,
    },
    /// The duty would be too long.
    DutyTooLong {
        /// How many drivers.
        drivers: usize,
        /// The most hours of a duty.
        hours: String,
    },
    /// Another one was asked for by name.
    OtherDriverAsked {
        /// How many drivers.
        drivers: usize,
    },
    /// There is none on the site.
    NoDriverHere,
}

/// What speaks for a driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum For {
    /// Asked for by name.
    DriverAsked {
        /// Who.
        name: String,
    },
    /// Nobody else can have it.
    OnlyDriver {
        /// Who.
        name: String,
    },
    /// Drives least of those who can have it.
    DrivesLeast {
        /// Who.
        name: String,
        /// How many others could have it.
        others: usize,
    },
}

/// The driver of a ride.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Who.
    pub driver: DriverId,
    /// What is booked.
    pub bookable: BookableId,
    /// Why.
    pub why: For,
}

impl Chauffeur {
    /// The spans of what they drive, but for one.
    fn spans(&self, but_for: Option<OccurrenceId>) -> Vec<Interval> {
        self.rides.iter().filter(|ride| Some(ride.id) != but_for).map(|ride| ride.span).collect()
    }

    /// The minutes they drive, but for one date.
    #[must_use]
    pub fn minutes(&self, but_for: Option<OccurrenceId>) -> i64 {
        self.spans(but_for).iter().map(|span| span.end.minutes_since(span.start)).sum()
    }
}

/// What keeps a driver from a ride; nothing: it can be theirs.
#[must_use]
pub fn against(who: &Chauffeur, asked: &Asked) -> Option<Against> {
    let rides = who.spans(asked.but_for);
    let met = |spans: &[Interval]| {
        let met = || spans.iter().filter(|span| span.overlaps(asked.span));
        let from = met().map(|span| span.start.max(asked.span.start)).min()?;
        let to = met().map(|span| span.end.min(asked.span.end)).max()?;
        Some((from, to))
    };
    if let Some(against) = licence(who, asked) {
        Some(against)
    } else if let Some((from, to)) = met(&rides) {
        Some(Against::DriverTaken { drivers: 1, from, to })
    } else if let Some((from, to)) = met(&who.away) {
        Some(Against::DriverAway { drivers: 1, from, to })
    } else {
        match breach(&rides, asked.span, asked.zone, asked.rules)? {
            Breach::Rest { needed_minutes, .. } => Some(Against::Rest { drivers: 1, hours: hours(needed_minutes) }),
            Breach::TooLong { most_minutes, .. } => {
                Some(Against::DutyTooLong { drivers: 1, hours: hours(most_minutes) })
            }
        }
    }
}

/// Whether the licence of a driver is good for it, whatever else they drive.
#[must_use]
pub fn may_drive_it(who: &Chauffeur, asked: &Asked) -> bool {
    licence(who, asked).is_none()
}

/// A licence must hold until the end.
fn licence(who: &Chauffeur, asked: &Asked) -> Option<Against> {
    let last_day = day_at(asked.span.end, asked.zone);
    let findings = may_drive(&who.facts, asked.category, last_day, asked.check_days);
    if is_allowed(&findings) {
        return None;
    }
    let unchecked = ["licence_check_too_old", "licence_never_checked"];
    Some(if findings.iter().all(|finding| unchecked.contains(&finding.code)) {
        Against::LicenceUnchecked { drivers: 1 }
    } else {
        Against::Licence { drivers: 1, category: asked.category }
    })
}

/// Hours as people read them: `11` or `10:30`.
fn hours(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => hours.to_string(),
        (hours, rest) => format!("{hours}:{rest:02}"),
    }
}

/// Chooses a driver, or tells what keeps them all from it, each counted once. `named` is asked for by name.
pub fn choose(all: &[Chauffeur], asked: &Asked, named: Option<DriverId>) -> Result<Choice, Vec<Against>> {
    let mut able: Vec<&Chauffeur> = vec![];
    let mut why: Vec<Against> = vec![];
    for who in all {
        let reason = if named.is_some_and(|named| named != who.driver) {
            Some(Against::OtherDriverAsked { drivers: 1 })
        } else {
            against(who, asked)
        };
        match reason {
            None => able.push(who),
            Some(reason) if why.iter_mut().any(|other| other.counts_in(&reason)) => {}
            Some(reason) => why.push(reason),
        }
    }
    let load = |who: &&Chauffeur| (who.minutes(asked.but_for), who.rides.len(), who.name.clone(), who.driver);
    let Some(best) = able.iter().copied().min_by_key(load) else {
        return Err(if all.is_empty() { vec![Against::NoDriverHere] } else { why });
    };
    let (name, others) = (best.name.clone(), able.len() - 1);
    let why = match (named, others) {
        (Some(_), _) => For::DriverAsked { name },
        (None, 0) => For::OnlyDriver { name },
        (None, others) => For::DrivesLeast { name, others },
    };
    Ok(Choice { driver: best.driver, bookable: best.bookable, why })
}

impl Against {
    /// Adds one more driver, where it is the same reason.
    fn counts_in(&mut self, other: &Self) -> bool {
        if std::mem::discriminant(self) != std::mem::discriminant(other) {
            return false;
        }
        match self {
            Self::Licence { drivers, .. }
            | Self::LicenceUnchecked { drivers }
            | Self::DriverTaken { drivers, .. }
            | Self::DriverAway { drivers, .. }
            | Self::Rest { drivers, .. }
            | Self::DutyTooLong { drivers, .. }
            | Self::OtherDriverAsked { drivers } => *drivers += 1,
            Self::NoDriverHere => {}
        }
        if let (Self::DriverTaken { from, to, .. }, Self::DriverTaken { from: start, to: end, .. })
        | (Self::DriverAway { from, to, .. }, Self::DriverAway { from: start, to: end, .. }) = (self, other)
        {
            *from = (*from).min(*start);
            *to = (*to).max(*end);
        }
        true
    }
}
