//! How long a driver is on duty, and the rest between two duties.
//!
//! A duty is everything that begins on one day, by the clock of the site: from the beginning of the first ride to the end of the
//! last one, with the waiting in between.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kernel::{Instant, Interval, Zone};

use crate::model::day::day_at;

/// What the house decided about duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyRules {
    /// The least minutes between the end of a duty and the beginning of the next one.
    pub rest_minutes: i64,
    /// The most minutes from the beginning of a duty to its end.
    pub longest_minutes: i64,
}

/// What somebody drives on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// The day on which it begins.
    pub day: NaiveDate,
    /// From the first beginning to the last end.
    pub span: Interval,
    /// The minutes of the rides themselves.
    pub ride_minutes: i64,
    /// How many.
    pub rides: usize,
}

impl Duty {
    /// From beginning to end.
    #[must_use]
    pub const fn minutes(&self) -> i64 {
        self.span.end.minutes_since(self.span.start)
    }
}

/// Why a ride cannot be added to what somebody drives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    /// The rest before or after would be too short.
    Rest {
        /// Minutes that would be left.
        left_minutes: i64,
        /// Minutes that must be.
        needed_minutes: i64,
        /// When the rest would begin.
        from: Instant,
        /// When it would end.
        to: Instant,
    },
    /// The duty would be too long.
    TooLong {
        /// Its minutes.
        minutes: i64,
        /// The most.
        most_minutes: i64,
    },
}

/// The duties that these rides make, the first first.
#[must_use]
pub fn duties(rides: &[Interval], zone: Zone) -> Vec<Duty> {
    let mut by_day: BTreeMap<NaiveDate, Duty> = BTreeMap::new();
    for ride in rides {
        let day = day_at(ride.start, zone);
        let duty = by_day.entry(day).or_insert(Duty { day, span: *ride, ride_minutes: 0, rides: 0 });
        duty.span.start = duty.span.start.min(ride.start);
        duty.span.end = duty.span.end.max(ride.end);
        duty.ride_minutes += ride.end.minutes_since(ride.start);
        duty.rides += 1;
    }
    by_day.into_values().collect()
}

/// What one more ride would break. What was broken before on other days does not count.
#[must_use]
pub fn breach(rides: &[Interval], new: Interval, zone: Zone, rules: DutyRules) -> Option<Breach> {
    let all: Vec<Interval> = rides.iter().copied().chain([new]).collect();
    let duties = duties(&all, zone);
    let day = day_at(new.start, zone);
    let at = duties.iter().position(|duty| duty.day == day)?;
    let own = duties[at];
    if own.minutes() > rules.longest_minutes {
        return Some(Breach::TooLong { minutes: own.minutes(), most_minutes: rules.longest_minutes });
    }
    let before = at.checked_sub(1).map(|index| (duties[index].span.end, own.span.start));
    let after = duties.get(at + 1).map(|next| (own.span.end, next.span.start));
    [before, after].into_iter().flatten().find_map(|(from, to)| {
        let left_minutes = to.minutes_since(from);
        let needed_minutes = rules.rest_minutes;
        (left_minutes < needed_minutes).then_some(Breach::Rest { left_minutes, needed_minutes, from, to })
    })
}
