//! The definition of a zone for a file: `VTIMEZONE`, made from the IANA database for the years in question.

use std::ops::RangeInclusive;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use kernel::Zone;

use super::transitions::{Transition, state, transitions};
use super::write::Out;

/// After so many years the days of the week fall on the same days of the month again.
const CYCLE_YEARS: i32 = 28;

/// Writes the definition of a zone, right for all instants of these years.
pub(super) fn write(out: &mut Out, zone: Zone, years: RangeInclusive<i32>) {
    // A year more on both sides: an event may begin before New Year's Eve is over everywhere.
    let from = new_year(years.start() - 1);
    let to = new_year(years.end() + 2);
    out.raw("BEGIN", "VTIMEZONE");
    out.text("TZID", zone.name());
    out.text("X-LIC-LOCATION", zone.name());
    // And a whole cycle of the calendar more, to tell the second Sunday from the third last.
    let evidence = new_year(years.end() + 2 + CYCLE_YEARS);
    let mut parts = regular(&transitions(zone, from, evidence), evidence);
    parts.retain(|part| part.first.at < to);
    // What held before the first change.
    let before = state(zone, from);
    parts.insert(0, Part { first: before.clone(), rule: None });
    for part in parts {
        part.write(out);
    }
    out.raw("END", "VTIMEZONE");
}

fn new_year(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN).and_time(chrono::NaiveTime::MIN)
}

/// Changes that are told together.
struct Part {
    first: Transition,
    rule: Option<String>,
}

impl Part {
    fn write(&self, out: &mut Out) {
        let kind = if self.first.summer { "DAYLIGHT" } else { "STANDARD" };
        out.raw("BEGIN", kind);
        out.raw("DTSTART", &text(local(&self.first)));
        out.raw("TZOFFSETFROM", &offset(self.first.from));
        out.raw("TZOFFSETTO", &offset(self.first.to));
        // Zones without an abbreviation have their offset for one.
        out.text("TZNAME", &self.first.name);
        if let Some(rule) = &self.rule {
            out.raw("RRULE", rule);
        }
        out.raw("END", kind);
    }
}

/// Puts changes together that follow one rule year by year; the others stand alone.
fn regular(changes: &[Transition], end: NaiveDateTime) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut taken = vec![false; changes.len()];
    for index in 0..changes.len() {
        if taken[index] {
            continue;
        }
        let first = &changes[index];
        let run = longest_run(changes, &taken, index);
        for at in &run {
            taken[*at] = true;
        }
        let rule = (run.len() > 1).then(|| {
            let last = &changes[*run.last().expect("a run has its first")];
            let day = local(first).date();
            let pattern = patterns(day)
                .into_iter()
                .find(|pattern| run.iter().all(|at| pattern.has(local(&changes[*at]).date())))
                .expect("the run was made by one of the patterns");
            // Goes on to the end of the years in question, and as far as is known beyond.
            let ongoing = last.at.year() + 1 >= end.year();
            let until = if ongoing { String::new() } else { format!(";UNTIL={}Z", text(last.at)) };
            format!("FREQ=YEARLY;BYMONTH={};BYDAY={}{until}", day.month(), pattern.text())
        });
        parts.push(Part { first: first.clone(), rule });
    }
    parts
}

/// The changes of consecutive years that are like the one at `index` and fall on the same day by one pattern.
fn longest_run(changes: &[Transition], taken: &[bool], index: usize) -> Vec<usize> {
    let first = &changes[index];
    let begin = local(first);
    let mut best = vec![index];
    for pattern in patterns(begin.date()) {
        let mut run = vec![index];
        for at in index + 1..changes.len() {
            let next = &changes[at];
            let wall = local(next);
            let previous = local(&changes[*run.last().expect("a run has its first")]);
            if wall.year() > previous.year() + 1 {
                break;
            }
            let alike = (next.from, next.to, next.summer, &next.name)
                == (first.from, first.to, first.summer, &first.name)
                && wall.time() == begin.time()
                && wall.month() == begin.month();
            if !taken[at] && alike && wall.year() == previous.year() + 1 && pattern.has(wall.date()) {
                run.push(at);
            }
        }
        if run.len() > best.len() {
            best = run;
        }
    }
    best
}

/// The how-manieth weekday of a month, from its end when negative.
#[derive(Clone, Copy)]
struct Pattern {
    nth: i32,
    weekday: chrono::Weekday,
}

impl Pattern {
    fn has(self, day: NaiveDate) -> bool {
        patterns(day).iter().any(|pattern| pattern.nth == self.nth && pattern.weekday == self.weekday)
    }

    fn text(self) -> String {
        let weekday = match self.weekday {
            chrono::Weekday::Mon => "MO",
            chrono::Weekday::Tue => "TU",
            chrono::Weekday::Wed => "WE",
            chrono::Weekday::Thu => "TH",
            chrono::Weekday::Fri => "FR",
            chrono::Weekday::Sat => "SA",
            chrono::Weekday::Sun => "SU",
        };
        format!("{}{weekday}", self.nth)
    }
}

/// The two ways to count a day: from the end of its month, which is the commoner, and from its beginning.
fn patterns(day: NaiveDate) -> [Pattern; 2] {
    let of_month = i32::try_from(day.day()).expect("a day of a month is small");
    let length = i32::from(day.num_days_in_month());
    let weekday = day.weekday();
    [Pattern { nth: -((length - of_month) / 7 + 1), weekday }, Pattern { nth: (of_month - 1) / 7 + 1, weekday }]
}

/// A change on the wall of the offset before it.
fn local(change: &Transition) -> NaiveDateTime {
    change.at + Duration::seconds(i64::from(change.from))
}

fn text(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}
