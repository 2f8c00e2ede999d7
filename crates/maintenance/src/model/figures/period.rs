//! The days that figures are about.

use chrono::{Datelike, Days, NaiveDate};
use kernel::{FieldError, Instant, Interval, WallTime, Zone};

/// The most days in a period: three years.
pub const MAX_DAYS: i64 = 3 * 366;

/// Days by the calendar on the wall of each site, the first and the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// A period that is not reversed, not longer than [`MAX_DAYS`], and lies in years in which anything may be planned.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, FieldError> {
        for (field, day) in [("from", from), ("to", to)] {
            if !kernel::wall::YEARS.contains(&day.year()) {
                return Err(FieldError::new(field, "invalid"));
            }
        }
        if to < from {
            return Err(FieldError::new("to", "before_from"));
        }
        if (to - from).num_days() >= MAX_DAYS {
            return Err(FieldError::new("to", "too_far"));
        }
        Ok(Self { from, to })
    }

    /// From the first midnight to the one after the last day, by the clock on the wall of a zone.
    #[must_use]
    pub fn span(self, zone: Zone) -> Interval {
        let after = self.to.checked_add_days(Days::new(1)).unwrap_or(self.to);
        let midnight = |day| WallTime::midnight(day).instant_or_next(zone);
        Interval { start: midnight(self.from), end: midnight(after) }
    }

    /// The last instant about which it says anything: its end, or now when it is not over.
    #[must_use]
    pub fn until(self, zone: Zone, now: Instant) -> Instant {
        self.span(zone).end.min(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Result<Period, (String, &'static str)> {
        let error = |error: FieldError| (error.field.into_owned(), error.code);
        Period::new(from.parse().unwrap(), to.parse().unwrap()).map_err(error)
    }

    fn hours(period: Period, zone: Zone) -> i64 {
        let span = period.span(zone);
        span.end.minutes_since(span.start) / 60
    }

    #[test]
    fn a_period_is_neither_reversed_nor_endless() {
        assert!(period("2026-01-01", "2026-01-01").is_ok());
        assert_eq!(period("2026-01-02", "2026-01-01"), Err(("to".into(), "before_from")));
        assert_eq!(period("2026-01-01", "2029-12-31"), Err(("to".into(), "too_far")));
        assert_eq!(period("0026-01-01", "2026-12-31"), Err(("from".into(), "invalid")));
    }

    #[test]
    fn days_are_those_on_the_wall_also_when_the_clocks_change() {
        let day = |day: &str| period(day, day).unwrap();
        let brussels = |day| hours(day, Zone::BRUSSELS);
        assert_eq!(
            (brussels(day("2026-03-29")), brussels(day("2026-10-25")), brussels(day("2026-10-26"))),
            (23, 25, 24)
        );
        assert_eq!(day("2026-10-25").span(Zone::BRUSSELS).start.to_string(), "2026-10-24T22:00:00Z");
        assert_eq!(hours(period("2026-03-01", "2026-03-31").unwrap(), Zone::UTC), 31 * 24);
    }

    #[test]
    fn a_period_that_is_not_over_ends_now() {
        let span = period("2026-03-01", "2026-03-31").unwrap();
        let noon = span.span(Zone::BRUSSELS).start.plus_minutes(720);
        assert_eq!(span.until(Zone::BRUSSELS, noon), noon);
        assert_eq!(span.until(Zone::BRUSSELS, noon.plus_minutes(90 * 1440)), span.span(Zone::BRUSSELS).end);
    }
}
