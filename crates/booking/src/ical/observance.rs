//! The definition of a time zone in a file: `VTIMEZONE` with its `STANDARD` and `DAYLIGHT` parts (RFC 5545 section 3.6.5).

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};
use kernel::Zone;

use super::component::Component;
use super::problem::{Code, Refusal};
use super::transitions;
use super::values::{day, naive, utc_offset};

/// Rules are followed up to this year, the last in which anything is planned.
const LAST_YEAR: i32 = 2200;

/// Rules are followed from this year; Outlook lets them begin in 1601.
const FIRST_YEAR: i32 = 1900;

/// The offsets a file defines for one of its zone names.
#[derive(Debug)]
pub(super) struct Definition {
    /// `X-LIC-LOCATION`: the IANA name the writer had in mind.
    pub(super) location: Option<String>,
    /// First moments in UTC with the offset from then on, in order.
    onsets: Vec<(NaiveDateTime, i32)>,
    /// The offset before the first of them.
    before: i32,
}

impl Definition {
    /// Reads a `VTIMEZONE`.
    pub(super) fn read(zone: &Component) -> Result<Self, Refusal> {
        let mut onsets: Vec<(NaiveDateTime, i32)> = Vec::new();
        let mut earliest: Option<(NaiveDateTime, i32)> = None;
        for part in zone.children.iter().filter(|part| matches!(part.kind.as_str(), "STANDARD" | "DAYLIGHT")) {
            let observance = Observance::read(part)?;
            for local in observance.local_onsets()? {
                let utc = local - Duration::seconds(i64::from(observance.from));
                onsets.push((utc, observance.to));
                if earliest.is_none_or(|(first, _)| utc < first) {
                    earliest = Some((utc, observance.from));
                }
            }
        }
        let Some((_, before)) = earliest else {
            return Err(Refusal::new(zone.line, Code::UnreadableZoneDefinition, "no STANDARD or DAYLIGHT part"));
        };
        onsets.sort_unstable_by_key(|(at, _)| *at);
        let location = zone.first("X-LIC-LOCATION").map(|line| line.value.trim().to_owned());
        Ok(Self { location, onsets, before })
    }

    /// Seconds east of Greenwich at a time in UTC.
    pub(super) fn offset(&self, utc: NaiveDateTime) -> i32 {
        match self.onsets.partition_point(|(at, _)| *at <= utc) {
            0 => self.before,
            after => self.onsets[after - 1].1,
        }
    }

    /// Whether it has the offsets of a known zone at every instant of `[from, to]`, in UTC.
    pub(super) fn equals(&self, zone: Zone, from: NaiveDateTime, to: NaiveDateTime) -> bool {
        let first = self.onsets.partition_point(|(at, _)| *at < from);
        let own = self.onsets[first..].iter().map(|(at, _)| *at).take_while(|at| *at <= to);
        let theirs = transitions::transitions(zone, from, to);
        [from, to]
            .into_iter()
            .chain(own)
            .chain(theirs.into_iter().map(|change| change.at))
            .all(|at| self.agrees(zone, at))
    }

    /// Whether it has the offset of a known zone at one time in UTC.
    pub(super) fn agrees(&self, zone: Zone, utc: NaiveDateTime) -> bool {
        self.offset(utc) == transitions::offset(zone, utc)
    }
}

/// A `STANDARD` or `DAYLIGHT` part.
struct Observance<'a> {
    start: NaiveDateTime,
    from: i32,
    to: i32,
    part: &'a Component,
}

impl<'a> Observance<'a> {
    fn read(part: &'a Component) -> Result<Self, Refusal> {
        let fail = |detail: &str| Refusal::new(part.line, Code::UnreadableZoneDefinition, detail);
        let offset = |name: &str| {
            part.first(name)
                .and_then(|line| utc_offset(&line.value))
                .ok_or_else(|| fail(&format!("{name} is missing or no offset")))
        };
        // Not `stamp`: these begin in years in which nothing is planned.
        let start = part
            .first("DTSTART")
            .and_then(|line| naive(line.value.trim()).or_else(|| day(line.value.trim())?.and_hms_opt(0, 0, 0)))
            .ok_or_else(|| fail("DTSTART is missing or no date"))?;
        Ok(Self { start, from: offset("TZOFFSETFROM")?, to: offset("TZOFFSETTO")?, part })
    }

    /// The moments at which it sets in, on the wall of the offset before.
    fn local_onsets(&self) -> Result<Vec<NaiveDateTime>, Refusal> {
        let mut onsets = vec![self.start];
        for line in self.part.all("RDATE") {
            for date in line.value.split(',').map(str::trim).filter(|date| !date.is_empty()) {
                let onset = match date.strip_suffix('Z') {
                    Some(utc) => naive(utc).map(|at| at + Duration::seconds(i64::from(self.from))),
                    None => naive(date).or_else(|| day(date)?.and_hms_opt(0, 0, 0)),
                };
                let onset = onset.ok_or_else(|| Refusal::new(line.number, Code::UnreadableZoneDefinition, date))?;
                onsets.push(onset);
            }
        }
        for line in self.part.all("RRULE") {
            let rule = Yearly::read(&line.value, self.start, self.from)
                .ok_or_else(|| Refusal::new(line.number, Code::UnreadableZoneDefinition, &line.value))?;
            onsets.extend(rule.onsets(self.start));
        }
        Ok(onsets)
    }
}

/// The rules zones change by: once or more a year, on days told by month, day and weekday.
struct Yearly {
    interval: i32,
    months: Vec<u32>,
    /// Which weekdays, and the how-manieth of the month (0 for all of them, negative from its end).
    weekdays: Vec<(i32, Weekday)>,
    month_days: Vec<i32>,
    /// The last onset, on the wall.
    until: Option<NaiveDateTime>,
    count: Option<usize>,
}

impl Yearly {
    fn read(text: &str, start: NaiveDateTime, offset_from: i32) -> Option<Self> {
        let mut rule =
            Self { interval: 1, months: vec![], weekdays: vec![], month_days: vec![], until: None, count: None };
        let mut yearly = false;
        for part in text.to_ascii_uppercase().split(';').filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name.trim() {
                "FREQ" => yearly = value == "YEARLY",
                "INTERVAL" => rule.interval = value.parse().ok().filter(|interval| (1..=100).contains(interval))?,
                "BYMONTH" => rule.months = list(value, |month| month.parse().ok().filter(|m| (1..=12).contains(m)))?,
                "BYDAY" => rule.weekdays = list(value, weekday)?,
                "BYMONTHDAY" => {
                    rule.month_days =
                        list(value, |day| day.parse().ok().filter(|d: &i32| (1..=31).contains(&d.abs())))?;
                }
                "UNTIL" => {
                    rule.until = Some(match value.strip_suffix('Z') {
                        Some(utc) => naive(utc)? + Duration::seconds(i64::from(offset_from)),
                        None => naive(value).or_else(|| day(value)?.and_hms_opt(23, 59, 59))?,
                    });
                }
                "COUNT" => rule.count = Some(value.parse().ok()?),
                "WKST" => {}
                _ => return None,
            }
        }
        if rule.months.is_empty() {
            // "The second Sunday of the year" and "the 8th of every month" are no rules any zone has.
            if !rule.weekdays.is_empty() || !rule.month_days.is_empty() {
                return None;
            }
            rule.months.push(start.month());
        }
        if rule.weekdays.is_empty() && rule.month_days.is_empty() {
            rule.month_days.push(i32::try_from(start.day()).ok()?);
        }
        yearly.then_some(rule)
    }

    fn onsets(&self, start: NaiveDateTime) -> Vec<NaiveDateTime> {
        let first = start.year();
        // A count is counted from the first year; without one the years before living memory are left out.
        let from = if self.count.is_some() { first } else { first.max(FIRST_YEAR) };
        let mut found = Vec::new();
        for year in (from..=LAST_YEAR).filter(|year| (year - first) % self.interval == 0) {
            let mut of_year: Vec<NaiveDateTime> = self
                .months
                .iter()
                .flat_map(|month| (1..=31).filter_map(move |day| NaiveDate::from_ymd_opt(year, *month, day)))
                .filter(|day| self.has(*day))
                .map(|day| day.and_time(start.time()))
                .filter(|at| *at >= start && self.until.is_none_or(|until| *at <= until))
                .collect();
            of_year.sort_unstable();
            found.extend(of_year);
            if self.count.is_some_and(|count| found.len() >= count)
                || self.until.is_some_and(|until| year > until.year())
            {
                break;
            }
        }
        found.truncate(self.count.unwrap_or(usize::MAX));
        found
    }

    fn has(&self, date: NaiveDate) -> bool {
        let of_month = i32::try_from(date.day()).expect("a day of a month is small");
        let length = i32::from(date.num_days_in_month());
        let by_day = self.weekdays.is_empty()
            || self.weekdays.iter().any(|(nth, weekday)| {
                date.weekday() == *weekday
                    && match nth {
                        0 => true,
                        nth if *nth > 0 => (of_month - 1) / 7 + 1 == *nth,
                        nth => (length - of_month) / 7 + 1 == -nth,
                    }
            });
        let by_month_day = self.month_days.is_empty()
            || self.month_days.iter().any(|day| *day == of_month || of_month - length - 1 == *day);
        by_day && by_month_day
    }
}

fn list<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').map(|part| read(part.trim())).collect()
}

/// `SU`, `-1SU`, `2MO`.
fn weekday(text: &str) -> Option<(i32, Weekday)> {
    let cut = text.len().checked_sub(2).filter(|cut| text.is_char_boundary(*cut))?;
    let weekday = match &text[cut..] {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let nth = match &text[..cut] {
        "" => 0,
        nth => nth.parse().ok().filter(|nth: &i32| (1..=5).contains(&nth.abs()))?,
    };
    Some((nth, weekday))
}

/// The name a `VTIMEZONE` defines.
pub(super) fn defined_name(zone: &Component) -> Option<&str> {
    zone.first("TZID").map(|line| line.value.trim()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::component::components;
    use super::super::lines::content_lines;
    use super::super::problem::Problems;
    use super::*;

    fn definition(body: &str) -> Result<Definition, Refusal> {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\n{body}END:VTIMEZONE\nEND:VCALENDAR\n");
        let mut problems = Problems::default();
        let lines = content_lines(text.as_bytes(), &mut problems);
        let found = components(lines, &mut problems);
        assert!(problems.into_vec().is_empty(), "{text}");
        Definition::read(&found[0].children[0])
    }

    const OUTLOOK: &str = "BEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n\
        BEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n";

    fn at(text: &str) -> NaiveDateTime {
        naive(text).unwrap()
    }

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    #[test]
    fn the_rule_of_outlook_is_the_law_of_brussels_since_1996_and_not_before() {
        let found = definition(OUTLOOK).unwrap();
        assert!(found.equals(Zone::BRUSSELS, at("19960101T000000"), at("20991231T000000")));
        assert!(
            !found.equals(Zone::BRUSSELS, at("19950101T000000"), at("19960101T000000")),
            "October came in with 1996"
        );
        assert!(!found.equals(zone("Europe/London"), at("20260101T000000"), at("20260102T000000")));
        assert!(!found.equals(zone("Africa/Algiers"), at("20260101T000000"), at("20260601T000000")));
        assert!(
            found.equals(zone("Africa/Algiers"), at("20260101T000000"), at("20260301T000000")),
            "winter is the same in both"
        );
    }

    #[test]
    fn the_hour_of_the_change_counts() {
        let found = definition(&OUTLOOK.replace("T030000", "T040000").replace("T020000", "T030000")).unwrap();
        assert!(!found.equals(Zone::BRUSSELS, at("20260101T000000"), at("20270101T000000")));
        assert!(
            found.agrees(Zone::BRUSSELS, at("20260329T020000")) && !found.agrees(Zone::BRUSSELS, at("20260329T010000"))
        );
    }

    #[test]
    fn histories_with_dates_counts_and_ends_are_followed() {
        // Moscow: an hour more in 2011 and one less in 2014, told by dates.
        let moscow = definition(
            "BEGIN:DAYLIGHT\nDTSTART:19930328T020000\nRRULE:FREQ=YEARLY;UNTIL=20100327T230000Z;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0400\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:19961027T030000\nRRULE:FREQ=YEARLY;UNTIL=20101030T230000Z;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0400\nTZOFFSETTO:+0300\nEND:STANDARD\n\
             BEGIN:STANDARD\nDTSTART:20110327T020000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0400\nEND:STANDARD\n\
             BEGIN:STANDARD\nDTSTART:20141026T020000\nRDATE:20141026T020000\nTZOFFSETFROM:+0400\nTZOFFSETTO:+0300\nEND:STANDARD\n",
        )
        .unwrap();
        assert!(moscow.equals(zone("Europe/Moscow"), at("19970101T000000"), at("20300101T000000")));
        assert!(!moscow.equals(zone("Europe/Istanbul"), at("20100101T000000"), at("20300101T000000")));
        // New York: the second Sunday in March, told by the days it falls on.
        let new_york = definition(
            "BEGIN:DAYLIGHT\nDTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:20071104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\n",
        )
        .unwrap();
        assert!(new_york.equals(zone("America/New_York"), at("20080101T000000"), at("20400101T000000")));
        assert!(!new_york.equals(zone("America/Chicago"), at("20080101T000000"), at("20080102T000000")));
        let counted = definition(
            &OUTLOOK
                .replace("16011028", "20261025")
                .replace("16010325", "20260329")
                .replace("BYMONTH=10", "BYMONTH=10;COUNT=2"),
        )
        .unwrap();
        assert!(counted.equals(Zone::BRUSSELS, at("20260101T000000"), at("20280101T000000")));
        assert!(!counted.equals(Zone::BRUSSELS, at("20280101T000000"), at("20290101T000000")));
    }

    #[test]
    fn a_definition_that_cannot_be_read_is_not_half_read() {
        for broken in [
            "",
            "BEGIN:STANDARD\nDTSTART:20260101T000000\nTZOFFSETTO:+0100\nEND:STANDARD\n",
            "BEGIN:STANDARD\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n",
            &OUTLOOK.replace("-1SU", "-9SU"),
            &OUTLOOK.replace("YEARLY", "MONTHLY"),
            &OUTLOOK.replace("BYMONTH=3", "BYYEARDAY=90"),
            &OUTLOOK.replace("+0100", "one hour"),
        ] {
            assert_eq!(definition(broken).unwrap_err().code, Code::UnreadableZoneDefinition, "{broken}");
        }
    }
}
