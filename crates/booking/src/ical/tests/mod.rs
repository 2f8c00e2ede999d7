//! Whole files: the dialects, what is refused, what is written, and what nobody should send.

mod dialects;
mod mutations;
mod refusals;
mod round_trip;

use kernel::Zone;

use super::{Calendar, Code, ImportedSeries, LineProblem, ReadOptions, Severity};

/// Exports as other programs write them, made by hand.
const FIXTURES: [(&str, &[u8]); 6] = [
    ("outlook-desktop", include_bytes!("../../../tests/fixtures/ical/outlook-desktop.ics")),
    ("outlook-custom-zones", include_bytes!("../../../tests/fixtures/ical/outlook-custom-zones.ics")),
    ("exchange-365", include_bytes!("../../../tests/fixtures/ical/exchange-365.ics")),
    ("google", include_bytes!("../../../tests/fixtures/ical/google.ics")),
    ("thunderbird", include_bytes!("../../../tests/fixtures/ical/thunderbird.ics")),
    ("apple", include_bytes!("../../../tests/fixtures/ical/apple.ics")),
];

fn read(bytes: &[u8]) -> Calendar {
    super::read(bytes, &ReadOptions::new(Zone::BRUSSELS))
}

fn fixture(name: &str) -> Calendar {
    read(FIXTURES.iter().find(|(known, _)| *known == name).unwrap().1)
}

/// The series whose `UID` ends so.
fn series<'a>(calendar: &'a Calendar, uid: &str) -> &'a ImportedSeries {
    calendar.series.iter().find(|series| series.master.uid.ends_with(uid)).unwrap_or_else(|| panic!("no {uid}"))
}

fn codes(problems: &[LineProblem], severity: Severity) -> Vec<(usize, Code)> {
    problems.iter().filter(|problem| problem.severity == severity).map(|problem| (problem.line, problem.code)).collect()
}

fn refusals(calendar: &Calendar) -> Vec<(usize, Code)> {
    codes(&calendar.problems, Severity::Refused)
}

fn notices(calendar: &Calendar) -> Vec<(usize, Code)> {
    codes(&calendar.problems, Severity::Notice)
}

/// A calendar around the lines of its events.
fn calendar(body: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n")
}

/// An event with a `UID`, from line 3 of the file on.
fn event(body: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\nUID:1\n{body}END:VEVENT\n"))
}
