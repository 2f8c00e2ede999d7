//! The rule of a series as files write it, and its dates as far as they matter for reading it.

use chrono::{Datelike, Duration, Months, NaiveDateTime, Timelike};
use kernel::recurrence::RecurrenceError;
use kernel::{Recurrence, WallTime, Zone, wall::YEARS};

use super::lines::Line;
use super::problem::{Code, Refusal};
use super::values::{day, naive};
use super::zones::Dates;

/// How far an endless series is followed to compare zones, in years.
const HORIZON_YEARS: u32 = 5;

/// A rule, and whether its `UNTIL` was so far off that it was dropped.
pub(super) struct Rule {
    pub(super) recurrence: Recurrence,
    pub(super) far_until: bool,
}

/// Reads `RRULE`. What other programs add and what says nothing new is dropped first.
pub(super) fn rule(line: &Line, start: NaiveDateTime) -> Result<Rule, Refusal> {
    let unreadable = || Refusal::new(line.number, Code::UnreadableRule, &line.value);
    // A rule is made of ASCII; the library behind the kernel cuts words by bytes.
    if !line.value.is_ascii() {
        return Err(unreadable());
    }
    let mut parts: Vec<String> = Vec::new();
    let mut far_until = false;
    for part in line.value.to_ascii_uppercase().split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or_else(unreadable)?;
        let (name, value) = (name.trim(), value.trim());
        let same = |own: u32| value.parse() == Ok(own);
        match name {
            "BYHOUR" if same(start.hour()) => continue,
            "BYMINUTE" if same(start.minute()) => continue,
            "BYSECOND" if same(start.second()) => continue,
            "RSCALE" if value == "GREGORIAN" => continue,
            "SKIP" if value == "OMIT" => continue,
            name if name.starts_with("X-") => continue,
            "INTERVAL" | "COUNT" if value.bytes().all(|digit| digit == b'0') => return Err(unreadable()),
            "UNTIL" => {
                let last = naive(value.trim_end_matches('Z')).or_else(|| day(value)?.and_hms_opt(0, 0, 0));
                let last = last.ok_or_else(unreadable)?;
                if last.year() > *YEARS.end() {
                    far_until = true;
                    continue;
                }
                // By more than zones can differ.
                if last < start - Duration::days(2) {
                    return Err(Refusal::new(line.number, Code::RuleWithoutDates, &line.value));
                }
            }
            _ => {}
        }
        parts.push(format!("{name}={value}"));
    }
    let recurrence =
        Recurrence::parse_open(&parts.join(";")).map_err(|error| refusal(line.number, &error, &line.value))?;
    Ok(Rule { recurrence, far_until })
}

/// The refusal for a rule that the kernel does not take.
pub(super) fn refusal(line: usize, error: &RecurrenceError, rule: &str) -> Refusal {
    let code = match error {
        RecurrenceError::Unreadable(_)
        | RecurrenceError::UnreadableEnd(_)
        | RecurrenceError::TwoEnds
        | RecurrenceError::Endless => Code::UnreadableRule,
        RecurrenceError::TooFrequent => Code::RuleTooFrequent,
        RecurrenceError::TooLong => Code::TooManyDates,
        RecurrenceError::EndsBeforeStart | RecurrenceError::Empty => Code::RuleWithoutDates,
    };
    Refusal::new(line, code, rule)
}

/// The dates of a rule.
pub(super) struct Worked {
    /// In order.
    pub(super) dates: Vec<WallTime>,
    /// Whether these are all; an endless rule is followed for a while only.
    pub(super) complete: bool,
}

/// Works out the dates of a rule. An endless one is followed for some years, at least up to `needed` if that is possible.
pub(super) fn dates(
    rule: &Recurrence,
    start: WallTime,
    zone: Zone,
    needed: Option<WallTime>,
) -> Result<Worked, RecurrenceError> {
    let counted = rule.as_str().split(';').find_map(|part| part.strip_prefix("COUNT="));
    if counted.is_none() && !rule.is_endless() {
        return rule.expand(start, zone).map(|dates| Worked { dates, complete: true });
    }
    // With an end in sight first: a rule that never comes true again would be followed to the end of time.
    let bounded = |years: u32| rule.until(later(start, years).max(needed.unwrap_or(start)), zone).expand(start, zone);
    let tries = [HORIZON_YEARS, 2, 1, 10];
    let found = tries.into_iter().map(bounded).find(Result::is_ok);
    match (counted.and_then(|count| count.parse::<usize>().ok()), found) {
        (_, None) => {
            Err(bounded(10).err().filter(|error| *error == RecurrenceError::Empty).unwrap_or(RecurrenceError::TooLong))
        }
        (Some(count), Some(Ok(mut dates))) if dates.len() >= count => {
            dates.truncate(count);
            Ok(Worked { dates, complete: true })
        }
        (Some(_), Some(_)) => rule.expand(start, zone).map(|dates| Worked { dates, complete: true }),
        (None, Some(found)) => found.map(|dates| Worked { dates, complete: false }),
    }
}

fn later(start: WallTime, years: u32) -> WallTime {
    WallTime::new(start.naive().checked_add_months(Months::new(years * 12)).unwrap_or(start.naive()))
}

/// When an event has dates, for the comparison of zones.
pub(super) struct EventDates<'a> {
    /// On the wall.
    pub(super) start: NaiveDateTime,
    pub(super) rule: Option<&'a Recurrence>,
    /// Dates beside the rule, on the wall.
    pub(super) extra: &'a [NaiveDateTime],
    /// From start to end as the faces of the clocks say, in minutes.
    pub(super) minutes: i64,
}

impl EventDates<'_> {
    fn walls(&self, zone: Zone) -> (Vec<WallTime>, bool) {
        let start = WallTime::new(self.start);
        let worked = self.rule.and_then(|rule| dates(rule, start, zone, None).ok());
        let complete = worked.as_ref().is_none_or(|worked| worked.complete);
        let mut walls = worked.map(|worked| worked.dates).unwrap_or_default();
        walls.push(start);
        walls.extend(self.extra.iter().map(|at| WallTime::new(*at)));
        (walls, complete)
    }
}

impl Dates for EventDates<'_> {
    fn span(&self, zone: Zone) -> (NaiveDateTime, NaiveDateTime) {
        let (walls, complete) = self.walls(zone);
        let first = walls.iter().min().copied().unwrap_or(WallTime::new(self.start));
        let mut last = walls.iter().max().copied().unwrap_or(first);
        if !complete {
            last = last.max(later(WallTime::new(self.start), HORIZON_YEARS));
        }
        (utc(first, zone), utc(last.plus_minutes(self.minutes), zone))
    }

    fn instants(&self, zone: Zone) -> Vec<NaiveDateTime> {
        let (walls, _) = self.walls(zone);
        walls.iter().flat_map(|wall| [utc(*wall, zone), utc(wall.plus_minutes(self.minutes), zone)]).collect()
    }
}

fn utc(wall: WallTime, zone: Zone) -> NaiveDateTime {
    wall.instant_or_next(zone).to_utc().naive_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worked(rule: &str, start: &str) -> Result<(usize, bool), RecurrenceError> {
        let rule = Recurrence::parse_open(rule).unwrap();
        dates(&rule, start.parse().unwrap(), Zone::BRUSSELS, None).map(|worked| (worked.dates.len(), worked.complete))
    }

    #[test]
    fn endless_rules_are_followed_for_a_while_and_bounded_ones_to_their_end() {
        assert_eq!(worked("FREQ=WEEKLY;COUNT=10", "2026-12-01T09:00"), Ok((10, true)));
        assert_eq!(worked("FREQ=YEARLY;COUNT=20", "2026-12-01T09:00"), Ok((20, true)));
        assert_eq!(worked("FREQ=DAILY;COUNT=1000", "2026-12-01T09:00"), Ok((1000, true)));
        assert_eq!(worked("FREQ=WEEKLY;UNTIL=20270101", "2026-12-01T09:00"), Ok((5, true)));
        assert_eq!(worked("FREQ=YEARLY", "2026-12-01T09:00"), Ok((6, false)));
        assert_eq!(worked("FREQ=DAILY", "2026-12-01T09:00"), Ok((732, false)));
        assert_eq!(worked("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2029-03-01T09:00"), Ok((1, false)));
        for never in ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"] {
            assert_eq!(worked(never, "2026-12-01T09:00"), Err(RecurrenceError::Empty), "{never}");
        }
        assert_eq!(worked("FREQ=DAILY;UNTIL=20991231", "2026-12-01T09:00"), Err(RecurrenceError::TooLong));
    }
}
