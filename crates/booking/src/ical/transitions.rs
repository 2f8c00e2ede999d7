//! When a zone of the IANA database changes its offset.

use chrono::{Duration, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{OffsetComponents, OffsetName};
use kernel::Zone;

/// One change of a zone's offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Transition {
    /// The first second of the new offset, in UTC.
    pub(super) at: NaiveDateTime,
    /// Seconds east of Greenwich before it.
    pub(super) from: i32,
    /// Seconds east of Greenwich from it on.
    pub(super) to: i32,
    /// Whether summer time begins.
    pub(super) summer: bool,
    /// The abbreviation from then on, such as `CEST`.
    pub(super) name: String,
}

/// Seconds east of Greenwich in a zone at a time in UTC.
pub(super) fn offset(zone: Zone, utc: NaiveDateTime) -> i32 {
    zone.tz().offset_from_utc_datetime(&utc).fix().local_minus_utc()
}

/// The offset in a zone at a time in UTC, as the state before any change.
pub(super) fn state(zone: Zone, utc: NaiveDateTime) -> Transition {
    let found = zone.tz().offset_from_utc_datetime(&utc);
    let seconds = found.fix().local_minus_utc();
    Transition {
        at: utc,
        from: seconds,
        to: seconds,
        summer: found.dst_offset() != Duration::zero(),
        name: found.abbreviation().unwrap_or_default().to_owned(),
    }
}

/// No zone changes twice within so many days and back again, Morocco's pause in Ramadan being the shortest.
const STEP_DAYS: i64 = 7;

/// The changes of a zone's offset in `[from, to)`, in UTC.
pub(super) fn transitions(zone: Zone, from: NaiveDateTime, to: NaiveDateTime) -> Vec<Transition> {
    let mut found = Vec::new();
    let mut low = from;
    while low < to {
        let high = (low + Duration::days(STEP_DAYS)).min(to);
        if offset(zone, low) != offset(zone, high) {
            let at = first_after(zone, low, high);
            if at < to {
                found.push(Transition { at, from: offset(zone, low), ..state(zone, at) });
            }
        }
        low = high;
    }
    found
}

/// The first second in `(low, high]` with another offset than that of `low`.
fn first_after(zone: Zone, low: NaiveDateTime, high: NaiveDateTime) -> NaiveDateTime {
    let before = offset(zone, low);
    let (mut same, mut other) = (low, high);
    while other - same > Duration::seconds(1) {
        let middle = same + Duration::seconds((other - same).num_seconds() / 2);
        if offset(zone, middle) == before { same = middle } else { other = middle }
    }
    other
}

#[cfg(test)]
mod tests {
    use super::super::values::naive;
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        naive(text).unwrap()
    }

    #[test]
    fn brussels_changes_twice_a_year_also_after_2037() {
        let found = transitions(Zone::BRUSSELS, at("20260101T000000"), at("20270101T000000"));
        let shown: Vec<_> = found.iter().map(|t| (t.at, t.from, t.to, t.summer, t.name.as_str())).collect();
        assert_eq!(
            shown,
            [(at("20260329T010000"), 3600, 7200, true, "CEST"), (at("20261025T010000"), 7200, 3600, false, "CET")]
        );
        assert_eq!(transitions(Zone::BRUSSELS, at("20500101T000000"), at("20510101T000000")).len(), 2);
    }

    #[test]
    fn zones_without_summer_time_do_not_change() {
        assert!(transitions(Zone::UTC, at("20000101T000000"), at("20300101T000000")).is_empty());
    }

    #[test]
    fn a_pause_of_a_month_is_seen() {
        let zone: Zone = "Africa/Casablanca".parse().unwrap();
        assert_eq!(transitions(zone, at("20260101T000000"), at("20270101T000000")).len(), 2);
    }
}
