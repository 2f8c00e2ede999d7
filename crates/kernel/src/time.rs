//! Instants, half-open intervals and the injected clock.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::wall::Zone;

/// A point on the time line: microseconds since 1970-01-01T00:00:00Z. RFC 3339 at the edge, `BIGINT` in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType, utoipa::ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub struct Instant(i64);

impl Instant {
    /// From microseconds since the epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// This instant moved by a number of minutes, later or earlier.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + minutes * 60_000_000)
    }

    /// This instant moved by a number of seconds, later or earlier.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// Whole minutes from `earlier` to this instant, rounded down.
    #[must_use]
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).div_euclid(60_000_000)
    }

    /// The full minute at or before this instant.
    #[must_use]
    pub const fn start_of_minute(self) -> Self {
        Self(self.0 - self.0.rem_euclid(60_000_000))
    }

    /// As a chrono date-time in UTC; instants beyond chrono's years are pinned to its ends.
    #[must_use]
    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }

    /// RFC 3339 with the offset that holds in the zone at that instant, to the second.
    #[must_use]
    pub fn rfc3339_in(self, zone: Zone) -> String {
        self.to_utc().with_timezone(&zone.tz()).to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(value: DateTime<Utc>) -> Self {
        Self(value.timestamp_micros())
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        DateTime::parse_from_rfc3339(&text).map(|value| Self(value.timestamp_micros())).map_err(|_| {
            D::Error::custom(format!("'{text}' is not an RFC 3339 instant such as 2026-12-01T14:00:00+01:00"))
        })
    }
}

/// A half-open span `[start, end)`: what ends at 10:00 does not touch what starts at 10:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First instant inside.
    pub start: Instant,
    /// First instant after.
    pub end: Instant,
}

impl Interval {
    /// A span, or `None` when it would be empty or reversed.
    #[must_use]
    pub fn new(start: Instant, end: Instant) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Whether the two share an instant.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the instant lies inside.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }

    /// The span with set-up before and clear-up after it.
    #[must_use]
    pub fn padded(self, setup_minutes: i64, cleanup_minutes: i64) -> Self {
        Self { start: self.start.plus_minutes(-setup_minutes), end: self.end.plus_minutes(cleanup_minutes) }
    }
}

/// What time it is; tests hand in a clock that stands still.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
}

/// The system's clock.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time is read")]
    fn now(&self) -> Instant {
        Utc::now().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let at = |m| Instant::from_micros(0).plus_minutes(m);
        let morning = Interval::new(at(0), at(60)).unwrap();
        let next = Interval::new(at(60), at(90)).unwrap();
        assert!(!morning.overlaps(next) && !next.overlaps(morning));
        assert!(morning.overlaps(next.padded(1, 0)));
        assert!(Interval::new(at(5), at(5)).is_none() && Interval::new(at(5), at(4)).is_none());
    }

    #[test]
    fn the_edge_speaks_rfc_3339() {
        let instant: Instant = serde_json::from_str("\"2026-12-01T14:00:00+01:00\"").unwrap();
        assert_eq!(serde_json::to_string(&instant).unwrap(), "\"2026-12-01T13:00:00Z\"");
        assert_eq!(instant.rfc3339_in("Europe/Brussels".parse().unwrap()), "2026-12-01T14:00:00+01:00");
        assert!(serde_json::from_str::<Instant>("\"2026-12-01 14:00\"").is_err());
    }
}
