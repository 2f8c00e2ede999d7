//! Repetition: an RFC 5545 rule, expanded on the face of the clock.
//!
//! The rule is expanded in wall time and each date is resolved in its zone afterwards. So 09:00 stays 09:00 across a
//! clock change, a date in the missing hour can be named instead of silently moved, and a change of the zone's law only
//! moves instants, never dates.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use rrule::{Frequency, RRule, Unvalidated};
use serde::{Deserialize, Serialize};

use crate::wall::{WallTime, YEARS, Zone};

/// How many dates a series may have.
pub const MAX_DATES: usize = 1000;

/// How long the text of a rule may be, in bytes.
const MAX_TEXT: usize = 500;

/// Why a rule is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceError {
    /// Not an RFC 5545 recurrence rule.
    #[error("not a recurrence rule: {0}")]
    Unreadable(String),
    /// More often than daily: no room is booked by the second.
    #[error("a series repeats daily at the most")]
    TooFrequent,
    /// More dates than a series may have.
    #[error("a series has at most {MAX_DATES} dates")]
    TooLong,
    /// No end: neither `COUNT` nor `UNTIL`.
    #[error("a series needs an end: COUNT or UNTIL")]
    Endless,
    /// Both `COUNT` and `UNTIL`, which exclude each other.
    #[error("COUNT and UNTIL exclude each other")]
    TwoEnds,
    /// `UNTIL` is neither a day nor a time.
    #[error("UNTIL={0} is not a date or a time in UTC")]
    UnreadableEnd(String),
    /// `UNTIL` lies before the first date.
    #[error("the series ends before it starts")]
    EndsBeforeStart,
    /// No date at all.
    #[error("the rule has no date")]
    Empty,
}

impl RecurrenceError {
    /// The word for it in answers; a text of the catalogue hangs on it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "recurrence_unreadable",
            Self::TooFrequent => "recurrence_too_frequent",
            Self::TooLong => "recurrence_too_long",
            Self::Endless => "recurrence_endless",
            Self::TwoEnds => "recurrence_two_ends",
            Self::UnreadableEnd(_) => "recurrence_unreadable_end",
            Self::EndsBeforeStart => "recurrence_ends_before_start",
            Self::Empty => "recurrence_empty",
        }
    }
}

/// An RFC 5545 recurrence rule (section 3.3.10), daily at the most, always with an end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Recurrence(String);

impl TryFrom<String> for Recurrence {
    type Error = RecurrenceError;
    fn try_from(text: String) -> Result<Self, RecurrenceError> {
        Self::parse(&text)
    }
}

impl From<Recurrence> for String {
    fn from(rule: Recurrence) -> Self {
        rule.0
    }
}

impl Recurrence {
    /// Reads a rule such as `FREQ=WEEKLY;BYDAY=TU;COUNT=10`, with or without the `RRULE:` before it.
    pub fn parse(text: &str) -> Result<Self, RecurrenceError> {
        let rule = Self::parse_open(text)?;
        if rule.is_endless() { Err(RecurrenceError::Endless) } else { Ok(rule) }
    }

    /// The same, but the rule may lack an end: calendars that are imported often do. Give it one with [`Self::until`].
    pub fn parse_open(text: &str) -> Result<Self, RecurrenceError> {
        let text = text.trim();
        let text = text.strip_prefix("RRULE:").unwrap_or(text).to_ascii_uppercase();
        if text.len() > MAX_TEXT || text.contains(['\n', '\r']) {
            return Err(RecurrenceError::Unreadable("one line of at most 500 characters is expected".into()));
        }
        // The library cuts words by bytes and would panic inside a letter; and it reads what stands before a colon as the
        // parameters of a property, of which a rule has none.
        let fits = |each: char| each.is_ascii_alphanumeric() || "=;,+- ".contains(each);
        if !text.chars().all(fits) {
            return Err(RecurrenceError::Unreadable("a rule is letters, digits and the signs = ; , + -".into()));
        }
        let rule = Self(text);
        for part in ["BYHOUR", "BYMINUTE", "BYSECOND"] {
            if rule.part(part).is_some() {
                return Err(RecurrenceError::TooFrequent);
            }
        }
        let parsed = rule.rule(Zone::UTC)?;
        match parsed.get_freq() {
            Frequency::Yearly | Frequency::Monthly | Frequency::Weekly | Frequency::Daily => {}
            _ => return Err(RecurrenceError::TooFrequent),
        }
        if parsed.get_count().is_some_and(|count| count as usize > MAX_DATES) {
            return Err(RecurrenceError::TooLong);
        }
        Ok(rule)
    }

    /// The rule as text, without `RRULE:`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has neither `COUNT` nor `UNTIL`.
    #[must_use]
    pub fn is_endless(&self) -> bool {
        !self.is_counted() && self.part("UNTIL").is_none()
    }

    /// The same rule with its last possible date at that instant of wall time, in place of any end it had.
    #[must_use]
    pub fn until(&self, last: WallTime, zone: Zone) -> Self {
        let utc = last.instant_or_next(zone).to_utc();
        self.with_end(&format!("UNTIL={}", utc.format("%Y%m%dT%H%M%SZ")))
    }

    /// Cuts the rule after its first `head` of `total` dates: the rule of the dates before the cut, and of those from it on.
    #[must_use]
    pub fn split(&self, head: usize, total: usize) -> (Self, Self) {
        let tail = if self.part("COUNT").is_some() {
            self.with_end(&format!("COUNT={}", total.saturating_sub(head)))
        } else {
            self.clone()
        };
        (self.with_end(&format!("COUNT={head}")), tail)
    }

    /// All dates of the series from `start` on, on the face of the clock. `UNTIL` in UTC is read in the zone.
    ///
    /// A start that does not itself follow the rule is no date of the series (RFC 5545 leaves this open).
    pub fn expand(&self, start: WallTime, zone: Zone) -> Result<Vec<WallTime>, RecurrenceError> {
        if self.ends_before(start, zone)? {
            return Err(RecurrenceError::EndsBeforeStart);
        }
        let utc = rrule::Tz::UTC.from_utc_datetime(&start.naive());
        let set = self.rule(zone)?.build(utc).map_err(|error| RecurrenceError::Unreadable(error.to_string()))?;
        let limit = u16::try_from(MAX_DATES + 1).expect("the limit is small");
        let found = set.all(limit);
        if found.dates.len() > MAX_DATES {
            return Err(RecurrenceError::TooLong);
        }
        let dates: Vec<WallTime> = found
            .dates
            .into_iter()
            .map(|at| WallTime::new(at.naive_utc()))
            .take_while(|at| YEARS.contains(&at.date().year()))
            .collect();
        if dates.is_empty() { Err(RecurrenceError::Empty) } else { Ok(dates) }
    }

    /// Whether the last day that the rule names lies before that date.
    pub fn ends_before(&self, start: WallTime, zone: Zone) -> Result<bool, RecurrenceError> {
        Ok(self.last(zone)?.is_some_and(|last| last < start.naive()))
    }

    /// The dates behind `after` up to and with `until`, on the face of the clock: at most [`MAX_DATES`], the earliest. For
    /// rules that may lack an end. No date at all is no error: the window may lie between two.
    pub fn window(
        &self,
        start: WallTime,
        zone: Zone,
        after: WallTime,
        until: WallTime,
    ) -> Result<Vec<WallTime>, RecurrenceError> {
        if until <= after || until < start || self.ends_before(start, zone)? {
            return Ok(vec![]);
        }
        let utc = |at: WallTime| rrule::Tz::UTC.from_utc_datetime(&at.naive());
        let set = self.rule(zone)?.build(utc(start)).map_err(|error| RecurrenceError::Unreadable(error.to_string()))?;
        // The library takes both ends in, so the first may be the one that was there before.
        let limit = u16::try_from(MAX_DATES + 1).expect("the limit is small");
        let found = set.after(utc(after)).before(utc(until)).all(limit);
        let dates = found.dates.into_iter().map(|at| WallTime::new(at.naive_utc())).filter(|at| *at > after);
        Ok(dates.take_while(|at| YEARS.contains(&at.date().year())).take(MAX_DATES).collect())
    }

    /// The rule when it begins anew at a date: by months or years it means the last day of a month that is too short, which
    /// from the 31st on it would leave out.
    #[must_use]
    pub fn anew_from(&self, date: WallTime) -> Self {
        let day = date.date().day();
        let plain = !self.0.split(';').any(|part| part.trim().starts_with("BY"));
        let month = match self.part("FREQ").map(str::trim) {
            Some("MONTHLY") => String::new(),
            Some("YEARLY") => format!(";BYMONTH={}", date.date().month()),
            _ => return self.clone(),
        };
        if !plain || day <= 28 {
            return self.clone();
        }
        let days = (28..=day).map(|day| day.to_string()).collect::<Vec<_>>().join(",");
        Self(format!("{};BYMONTHDAY={days};BYSETPOS=-1{month}", self.0.trim_end_matches(';')))
    }

    /// Whether it says how many dates there are.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.part("COUNT").is_some()
    }

    /// The value of one part, such as `COUNT`.
    fn part(&self, name: &str) -> Option<&str> {
        self.0.split(';').filter_map(|part| part.split_once('=')).find(|(key, _)| key.trim() == name).map(|(_, v)| v)
    }

    fn with_end(&self, end: &str) -> Self {
        let kept = self.0.split(';').filter(|part| {
            let key = part.split('=').next().unwrap_or_default().trim();
            !part.is_empty() && key != "COUNT" && key != "UNTIL"
        });
        Self(kept.chain([end]).collect::<Vec<_>>().join(";"))
    }

    /// What `UNTIL` says, on the face of the clock.
    fn last(&self, zone: Zone) -> Result<Option<NaiveDateTime>, RecurrenceError> {
        let read = |until| until_wall(until, zone).ok_or_else(|| RecurrenceError::UnreadableEnd(until.to_owned()));
        self.part("UNTIL").map(read).transpose()
    }

    /// The parsed rule, its `UNTIL` turned into the wall time of the zone (which we then call UTC, as all dates here).
    fn rule(&self, zone: Zone) -> Result<RRule<Unvalidated>, RecurrenceError> {
        let text = match self.last(zone)? {
            Some(_) if self.is_counted() => return Err(RecurrenceError::TwoEnds),
            Some(last) => self.with_end(&format!("UNTIL={}", last.format("%Y%m%dT%H%M%SZ"))),
            None => self.clone(),
        };
        text.0.parse().map_err(|error: rrule::RRuleError| RecurrenceError::Unreadable(error.to_string()))
    }
}

/// A date means the whole day; a time with `Z` is read in the zone; one without is wall time already.
fn until_wall(text: &str, zone: Zone) -> Option<NaiveDateTime> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y%m%d") {
        return Some(day.and_time(NaiveTime::from_hms_opt(23, 59, 59).expect("a valid time")));
    }
    match text.strip_suffix('Z') {
        Some(utc) => NaiveDateTime::parse_from_str(utc, "%Y%m%dT%H%M%S")
            .ok()
            .map(|at| at.and_utc().with_timezone(&zone.tz()).naive_local()),
        None => NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok(),
    }
}

impl std::fmt::Display for Recurrence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(rule: &str, start: &str) -> Vec<String> {
        Recurrence::parse(rule)
            .unwrap()
            .expand(start.parse().unwrap(), Zone::BRUSSELS)
            .unwrap()
            .into_iter()
            .map(|at| at.to_string())
            .collect()
    }

    #[test]
    fn nine_o_clock_stays_nine_o_clock_across_the_change() {
        assert_eq!(
            dates("FREQ=WEEKLY;COUNT=3", "2026-03-23T09:00"),
            ["2026-03-23T09:00", "2026-03-30T09:00", "2026-04-06T09:00"]
        );
    }

    #[test]
    fn a_date_in_the_missing_hour_is_kept_for_the_caller_to_judge() {
        assert_eq!(
            dates("FREQ=DAILY;COUNT=3", "2026-03-28T02:30"),
            ["2026-03-28T02:30", "2026-03-29T02:30", "2026-03-30T02:30"]
        );
    }

    #[test]
    fn first_monday_and_leap_day() {
        assert_eq!(
            dates("FREQ=MONTHLY;BYDAY=1MO;COUNT=2", "2026-12-01T10:00"),
            ["2026-12-07T10:00", "2027-01-04T10:00"]
        );
        assert_eq!(dates("FREQ=YEARLY;COUNT=2", "2028-02-29T10:00"), ["2028-02-29T10:00", "2032-02-29T10:00"]);
        assert_eq!(
            dates("FREQ=MONTHLY;COUNT=3", "2026-01-31T10:00"),
            ["2026-01-31T10:00", "2026-03-31T10:00", "2026-05-31T10:00"]
        );
    }

    #[test]
    fn until_is_inclusive_and_read_in_the_zone() {
        // 22:00Z on 1 July is 00:00 on the 2nd in Brussels: the meeting at 00:00 on the 2nd is the last.
        assert_eq!(dates("FREQ=DAILY;UNTIL=20260701T220000Z", "2026-07-01T00:00").len(), 2);
        assert_eq!(dates("FREQ=DAILY;UNTIL=20260703", "2026-07-01T09:00").len(), 3);
        let bounded =
            Recurrence::parse_open("FREQ=DAILY").unwrap().until("2026-07-03T09:00".parse().unwrap(), Zone::BRUSSELS);
        assert_eq!(bounded.as_str(), "FREQ=DAILY;UNTIL=20260703T070000Z");
        assert_eq!(bounded.expand("2026-07-01T09:00".parse().unwrap(), Zone::BRUSSELS).unwrap().len(), 3);
    }

    #[test]
    fn a_split_keeps_every_date() {
        for rule in ["FREQ=WEEKLY;COUNT=10", "FREQ=WEEKLY;UNTIL=20270301T090000Z"] {
            let start: WallTime = "2026-12-01T09:00".parse().unwrap();
            let whole = Recurrence::parse(rule).unwrap();
            let all = whole.expand(start, Zone::BRUSSELS).unwrap();
            let (head, tail) = whole.split(4, all.len());
            let mut both = head.expand(start, Zone::BRUSSELS).unwrap();
            both.extend(tail.expand(all[4], Zone::BRUSSELS).unwrap());
            assert_eq!(both, all, "{rule}");
        }
    }

    #[test]
    fn a_window_shows_a_part_of_an_endless_rule() {
        let rule = Recurrence::parse_open("FREQ=MONTHLY;BYDAY=1MO").unwrap();
        let start: WallTime = "2026-01-01T08:00".parse().unwrap();
        let over = Recurrence::parse_open("FREQ=DAILY;UNTIL=20200101").unwrap();
        assert_eq!(over.window(start, Zone::BRUSSELS, start, start.plus_minutes(10_000)), Ok(vec![]), "it is over");
        let window = |after: &str, until: &str| -> Vec<String> {
            let found = rule.window(start, Zone::BRUSSELS, after.parse().unwrap(), until.parse().unwrap()).unwrap();
            found.iter().map(ToString::to_string).collect()
        };
        assert_eq!(window("2025-01-01T00:00", "2026-03-01T00:00"), ["2026-01-05T08:00", "2026-02-02T08:00"]);
        // Open before, closed behind: two windows side by side have each date once.
        assert_eq!(window("2026-01-05T08:00", "2026-02-02T08:00"), ["2026-02-02T08:00"]);
        assert_eq!(window("2026-02-02T08:00", "2026-03-01T00:00"), Vec::<String>::new());
        assert_eq!(window("2026-03-01T00:00", "2026-02-01T00:00"), Vec::<String>::new());
        assert_eq!(window("2025-01-01T00:00", "2025-12-31T00:00"), Vec::<String>::new());
        let daily = Recurrence::parse_open("FREQ=DAILY").unwrap();
        let long = daily.window(start, Zone::BRUSSELS, start, "2199-01-01T00:00".parse().unwrap()).unwrap();
        assert_eq!((long.len(), long[0].to_string().as_str()), (MAX_DATES, "2026-01-02T08:00"));
        let counted = Recurrence::parse("FREQ=WEEKLY;COUNT=2").unwrap();
        let all = counted.window(start, Zone::BRUSSELS, start, "2030-01-01T00:00".parse().unwrap()).unwrap();
        assert_eq!(all.len(), 1, "a window does not begin the count anew");
        assert!(counted.is_counted() && !rule.is_counted());
    }

    #[test]
    fn a_rule_by_months_that_begins_anew_on_the_31st_leaves_no_month_out() {
        let next = |rule: &str, date: &str| {
            let date: WallTime = date.parse().unwrap();
            let until = date.plus_minutes(5 * 366 * 24 * 60);
            let rule = Recurrence::parse_open(rule).unwrap().anew_from(date);
            rule.window(date, Zone::BRUSSELS, date, until).unwrap()[0].to_string()
        };
        assert_eq!(next("FREQ=MONTHLY;INTERVAL=3", "2026-11-30T08:00"), "2027-02-28T08:00");
        assert_eq!(next("FREQ=MONTHLY;INTERVAL=3", "2026-01-29T08:00"), "2026-04-29T08:00");
        assert_eq!(next("FREQ=MONTHLY", "2028-01-31T08:00"), "2028-02-29T08:00");
        assert_eq!(next("FREQ=YEARLY", "2028-02-29T08:00"), "2029-02-28T08:00");
        assert_eq!(next("FREQ=MONTHLY", "2026-11-27T08:00"), "2026-12-27T08:00");
        assert_eq!(next("FREQ=MONTHLY;BYDAY=1MO", "2026-11-30T08:00"), "2026-12-07T08:00");
        assert_eq!(next("FREQ=WEEKLY", "2026-11-30T08:00"), "2026-12-07T08:00");
    }

    #[test]
    fn an_end_that_makes_no_sense_is_named() {
        let start = "2026-12-01T09:00".parse().unwrap();
        let of = |rule: &str| Recurrence::parse(rule).and_then(|rule| rule.expand(start, Zone::BRUSSELS)).unwrap_err();
        assert_eq!(of("FREQ=WEEKLY;COUNT=2;UNTIL=20261231"), RecurrenceError::TwoEnds);
        assert_eq!(of("FREQ=WEEKLY;UNTIL=soon"), RecurrenceError::UnreadableEnd("SOON".into()));
        assert_eq!(of("FREQ=WEEKLY;UNTIL=20261130"), RecurrenceError::EndsBeforeStart);
        assert_eq!(of("FREQ=WEEKLY;UNTIL=20261201T075959Z"), RecurrenceError::EndsBeforeStart);
        assert_eq!(dates("FREQ=WEEKLY;UNTIL=20261201T080000Z", "2026-12-01T09:00"), ["2026-12-01T09:00"]);
    }

    #[test]
    fn what_no_house_needs_is_refused() {
        use RecurrenceError as E;
        let start: WallTime = "2026-12-01T09:00".parse().unwrap();
        assert_eq!(Recurrence::parse("FREQ=SECONDLY;COUNT=2"), Err(E::TooFrequent));
        assert_eq!(Recurrence::parse("FREQ=HOURLY;COUNT=2"), Err(E::TooFrequent));
        assert_eq!(Recurrence::parse("FREQ=DAILY;BYHOUR=1,2;COUNT=2"), Err(E::TooFrequent));
        assert_eq!(Recurrence::parse("FREQ=DAILY;COUNT=100000"), Err(E::TooLong));
        assert_eq!(Recurrence::parse("FREQ=DAILY"), Err(E::Endless));
        assert_eq!(
            Recurrence::parse("FREQ=DAILY;UNTIL=20991231").unwrap().expand(start, Zone::BRUSSELS),
            Err(E::TooLong)
        );
        assert_eq!(
            Recurrence::parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2").unwrap().expand(start, Zone::BRUSSELS),
            Err(E::Empty)
        );
        for rubbish in [
            "",
            "hello",
            "FREQ=",
            "FREQ=WEEKLY;BYDAY=XX;COUNT=1",
            "FREQ=DAILY;COUNT=1\nEXDATE:x",
            "FREQ=DAILY;COUNT=-1",
            "FREQ=WEEKLY;BYDAY=MOANNéE;COUNT=1",
        ] {
            assert!(matches!(Recurrence::parse(rubbish), Err(E::Unreadable(_))), "{rubbish:?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(400))]

        /// Whatever is sent as a rule is answered, never with a panic.
        #[test]
        fn any_text_is_read_or_refused(text in proptest::prop_oneof![
            "\\PC{0,40}",
            "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY|SECONDLY)(;(COUNT|INTERVAL|UNTIL|BYDAY|BYMONTH|BYMONTHDAY|BYSETPOS|BYWEEKNO|BYYEARDAY|WKST)=[-+0-9A-Z,é]{0,10}){0,3}",
        ]) {
            if let Ok(rule) = Recurrence::parse(&text)
                && let Ok(dates) = rule.expand("2026-12-01T09:00".parse().unwrap(), Zone::BRUSSELS)
            {
                proptest::prop_assert!(dates.len() <= MAX_DATES && dates.is_sorted());
            }
        }
    }
}
