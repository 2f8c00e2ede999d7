//! Days as they are kept: text that sorts, or a number where the database compares spans.

use chrono::{Datelike, NaiveDate};
use kernel::{FieldError, Instant, WallTime, Zone};
use sea_orm::sea_query::ValueTypeErr;

/// A day of the calendar, as text in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Day(pub NaiveDate);

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Day {
    type Err = ValueTypeErr;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| ValueTypeErr)
    }
}

/// Which day it is in the zone at that instant.
#[must_use]
pub fn day_at(now: Instant, zone: Zone) -> NaiveDate {
    WallTime::at(now, zone).date()
}

/// The first instant after a day in a zone.
#[must_use]
pub fn end_of_day(day: NaiveDate, zone: Zone) -> Instant {
    WallTime::midnight(day.succ_opt().unwrap_or(day)).instant_or_next(zone)
}

/// The number of a day: days since 1970-01-01.
#[must_use]
pub fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) - EPOCH
}

/// The day with that number; the last day there is for numbers beyond.
#[must_use]
pub fn of_number(number: i64) -> NaiveDate {
    i32::try_from(number + EPOCH).ok().and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(NaiveDate::MAX)
}

/// 1970-01-01 in days of the common era.
const EPOCH: i64 = 719_163;

/// Refuses a day in a year in which nothing is planned: a typing error.
pub(crate) fn plausible(field: &'static str, day: NaiveDate) -> Result<NaiveDate, FieldError> {
    if kernel::wall::YEARS.contains(&day.year()) { Ok(day) } else { Err(FieldError::new(field, "implausible_year")) }
}

/// Refuses a moment at which nothing can have happened: yet to come, or in a year that is a typing error.
pub(crate) fn happened(field: &'static str, at: Instant, now: Instant) -> Result<Instant, FieldError> {
    if at > now {
        return Err(FieldError::new(field, "in_the_future"));
    }
    plausible(field, day_at(at, Zone::UTC)).map(|_| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_numbers() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!((number(day("1970-01-01")), number(day("2026-12-01"))), (0, 20_788));
        assert_eq!(of_number(20_788), day("2026-12-01"));
        assert_eq!(of_number(i64::from(i32::MAX)), NaiveDate::MAX);
    }

    #[test]
    fn a_day_ends_at_midnight_on_the_wall() {
        let day = "2026-12-01".parse().unwrap();
        assert_eq!(end_of_day(day, Zone::BRUSSELS).to_string(), "2026-12-01T23:00:00Z");
        assert_eq!(day_at(end_of_day(day, Zone::BRUSSELS), Zone::BRUSSELS).to_string(), "2026-12-02");
    }

    #[test]
    fn typing_errors_are_told() {
        assert!(plausible("due_on", "2026-01-01".parse().unwrap()).is_ok());
        assert!(plausible("due_on", "0026-01-01".parse().unwrap()).is_err());
        let now = Instant::from_micros(0).plus_minutes(60);
        assert_eq!(happened("at", now, now), Ok(now));
        let refused = |minutes: i64| happened("at", now.plus_minutes(minutes), now).map_err(|error| error.code);
        assert_eq!(
            (refused(1), refused(-60), refused(-61)),
            (Err("in_the_future"), Ok(Instant::from_micros(0)), Err("implausible_year"))
        );
    }
}
