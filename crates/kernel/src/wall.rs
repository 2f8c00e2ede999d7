//! Wall-clock time: what the clock on the wall of a place shows, and which instant it means.
//!
//! Twice a year the answer is odd. On the spring night an hour does not exist; on the autumn night one exists twice.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone, Timelike, offset::LocalResult};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::time::Instant;

/// An IANA time zone, such as `Europe/Brussels`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sea_orm::DeriveValueType, utoipa::ToSchema)]
#[sea_orm(value_type = "String")]
#[schema(value_type = String, example = "Europe/Brussels")]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(chrono_tz::UTC);
    /// The zone of the house the product was first made for.
    pub const BRUSSELS: Self = Self(chrono_tz::Europe::Brussels);

    /// The zone's rules.
    #[must_use]
    pub const fn tz(self) -> chrono_tz::Tz {
        self.0
    }

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl From<chrono_tz::Tz> for Zone {
    fn from(tz: chrono_tz::Tz) -> Self {
        Self(tz)
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name())
    }
}

impl std::str::FromStr for Zone {
    type Err = sea_orm::sea_query::ValueTypeErr;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| sea_orm::sea_query::ValueTypeErr)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom(format!("'{text}' is not an IANA time zone such as Europe/Brussels")))
    }
}

/// Which of two instants a wall time means on the autumn night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fold {
    /// The earlier one, still on summer time.
    #[default]
    First,
    /// The later one, already on winter time.
    Second,
}

/// What a wall time means in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// Exactly one instant.
    Once(Instant),
    /// It happens twice: the first and the second instant.
    Twice(Instant, Instant),
    /// It does not happen; the next wall time that does.
    Never(WallTime),
}

/// A date and time of day without a zone, to the minute: `2026-12-01T14:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType, utoipa::ToSchema)]
#[sea_orm(value_type = "String")]
#[schema(value_type = String, example = "2026-12-01T14:00")]
pub struct WallTime(NaiveDateTime);

/// The years in which anything may be planned: dates outside are typing errors, not plans.
pub const YEARS: std::ops::RangeInclusive<i32> = 1970..=2199;

impl WallTime {
    /// To the minute; seconds are dropped.
    #[must_use]
    pub fn new(at: NaiveDateTime) -> Self {
        Self(at - Duration::seconds(i64::from(at.second())) - Duration::nanoseconds(i64::from(at.nanosecond())))
    }

    /// Midnight at the start of a day.
    #[must_use]
    pub fn midnight(day: NaiveDate) -> Self {
        Self(day.and_time(chrono::NaiveTime::MIN))
    }

    /// As chrono's type.
    #[must_use]
    pub const fn naive(self) -> NaiveDateTime {
        self.0
    }

    /// The calendar day.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.0.date()
    }

    /// Minutes since midnight on the face of the clock.
    #[must_use]
    pub fn minute_of_day(self) -> u32 {
        self.0.hour() * 60 + self.0.minute()
    }

    /// The face of the clock so many minutes later, without regard to any zone.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + Duration::minutes(minutes))
    }

    /// Whether the year lies in [`YEARS`].
    #[must_use]
    pub fn is_plausible(self) -> bool {
        YEARS.contains(&self.0.year())
    }

    /// What the clock on the wall shows in the zone at that instant.
    #[must_use]
    pub fn at(instant: Instant, zone: Zone) -> Self {
        Self::new(instant.to_utc().with_timezone(&zone.tz()).naive_local())
    }

    /// Which instant, or instants, the wall time means in the zone.
    #[must_use]
    pub fn resolve(self, zone: Zone) -> Resolved {
        match zone.tz().from_local_datetime(&self.0) {
            LocalResult::Single(at) => Resolved::Once(instant(&at)),
            LocalResult::Ambiguous(a, b) => {
                let (a, b) = (instant(&a), instant(&b));
                Resolved::Twice(a.min(b), a.max(b))
            }
            LocalResult::None => Resolved::Never(self.after_gap(zone)),
        }
    }

    /// The instant it means, taking `fold` on the autumn night; `Err` with the next valid wall time when it does not exist.
    pub fn instant(self, zone: Zone, fold: Fold) -> Result<Instant, WallTime> {
        match (self.resolve(zone), fold) {
            (Resolved::Once(at), _)
            | (Resolved::Twice(at, _), Fold::First)
            | (Resolved::Twice(_, at), Fold::Second) => Ok(at),
            (Resolved::Never(next), _) => Err(next),
        }
    }

    /// The instant it means, taking the first on the autumn night and the end of the gap on the spring night.
    #[must_use]
    pub fn instant_or_next(self, zone: Zone) -> Instant {
        self.instant(zone, Fold::First)
            .unwrap_or_else(|next| next.instant(zone, Fold::First).unwrap_or_else(|_| Instant::from(self.0.and_utc())))
    }

    /// The first wall time after the gap this one lies in: on a spring night, 02:30 becomes 03:00.
    fn after_gap(self, zone: Zone) -> Self {
        // Zones jump by at most a day (Samoa left out 30 December 2011), on a quarter of an hour at the finest since 1970.
        let step = i64::from(15 - self.0.minute() % 15);
        let mut next = self.plus_minutes(step);
        for _ in 0..=(25 * 4) {
            if !matches!(zone.tz().from_local_datetime(&next.0), LocalResult::None) {
                break;
            }
            next = next.plus_minutes(15);
        }
        next
    }
}

fn instant<Z: TimeZone>(at: &DateTime<Z>) -> Instant
where
    Z::Offset: Offset,
{
    Instant::from_micros(at.timestamp_micros())
}

impl std::fmt::Display for WallTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M"))
    }
}

impl std::str::FromStr for WallTime {
    type Err = sea_orm::sea_query::ValueTypeErr;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
            .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:00"))
            .map(Self::new)
            .map_err(|_| sea_orm::sea_query::ValueTypeErr)
    }
}

impl Serialize for WallTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WallTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| D::Error::custom(format!("'{text}' is not a wall-clock time such as 2026-12-01T14:00")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(text: &str) -> WallTime {
        text.parse().unwrap()
    }

    fn utc(text: &str) -> Instant {
        Instant::from(DateTime::parse_from_rfc3339(text).unwrap().to_utc())
    }

    #[test]
    fn brussels_through_the_year() {
        let cases = [
            ("2026-12-01T14:00", Resolved::Once(utc("2026-12-01T13:00:00Z"))),
            ("2026-07-01T14:00", Resolved::Once(utc("2026-07-01T12:00:00Z"))),
            ("2026-03-29T01:59", Resolved::Once(utc("2026-03-29T00:59:00Z"))),
            ("2026-03-29T02:00", Resolved::Never(wall("2026-03-29T03:00"))),
            ("2026-03-29T02:30", Resolved::Never(wall("2026-03-29T03:00"))),
            ("2026-03-29T02:59", Resolved::Never(wall("2026-03-29T03:00"))),
            ("2026-03-29T03:00", Resolved::Once(utc("2026-03-29T01:00:00Z"))),
            ("2026-10-25T01:59", Resolved::Once(utc("2026-10-24T23:59:00Z"))),
            ("2026-10-25T02:30", Resolved::Twice(utc("2026-10-25T00:30:00Z"), utc("2026-10-25T01:30:00Z"))),
            ("2026-10-25T03:00", Resolved::Once(utc("2026-10-25T02:00:00Z"))),
            ("2026-12-31T23:59", Resolved::Once(utc("2026-12-31T22:59:00Z"))),
            ("2028-02-29T12:00", Resolved::Once(utc("2028-02-29T11:00:00Z"))),
        ];
        for (text, expected) in cases {
            assert_eq!(wall(text).resolve(Zone::BRUSSELS), expected, "{text}");
        }
    }

    #[test]
    fn the_days_of_the_clock_changes_have_23_and_25_hours() {
        let midnight = |text: &str| wall(text).instant(Zone::BRUSSELS, Fold::First).unwrap();
        assert_eq!(midnight("2026-03-30T00:00").minutes_since(midnight("2026-03-29T00:00")), 23 * 60);
        assert_eq!(midnight("2026-10-26T00:00").minutes_since(midnight("2026-10-25T00:00")), 25 * 60);
    }

    #[test]
    fn the_autumn_night_asks_and_defaults_to_the_first() {
        let at = wall("2026-10-25T02:30");
        assert_eq!(at.instant(Zone::BRUSSELS, Fold::default()).unwrap(), utc("2026-10-25T00:30:00Z"));
        assert_eq!(at.instant(Zone::BRUSSELS, Fold::Second).unwrap(), utc("2026-10-25T01:30:00Z"));
    }

    #[test]
    fn a_day_that_a_zone_left_out_is_skipped() {
        let apia: Zone = "Pacific/Apia".parse().unwrap();
        assert_eq!(wall("2011-12-30T12:00").resolve(apia), Resolved::Never(wall("2011-12-31T00:00")));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "2026-13-01T10:00", "2026-02-29T10:00", "14:00", "2026-12-01"] {
            assert!(text.parse::<WallTime>().is_err(), "{text}");
        }
        assert!(!wall("0001-01-01T10:00").is_plausible() && !wall("9999-01-01T10:00").is_plausible());
        assert!("Europe/Atlantis".parse::<Zone>().is_err());
    }

    proptest::proptest! {
        #[test]
        fn wall_and_instant_agree(minutes in 0_i64..50_000_000) {
            let at = Instant::from_micros(0).plus_minutes(minutes);
            let wall = WallTime::at(at, Zone::BRUSSELS);
            match wall.resolve(Zone::BRUSSELS) {
                Resolved::Once(back) => proptest::prop_assert_eq!(back, at),
                Resolved::Twice(a, b) => proptest::prop_assert!(a == at || b == at),
                Resolved::Never(_) => proptest::prop_assert!(false, "{} was shown on a wall but does not exist", wall),
            }
        }
    }
}
