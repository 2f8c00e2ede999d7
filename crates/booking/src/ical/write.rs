//! Writing feeds and exports.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::Datelike;
use kernel::{Fold, Instant, Recurrence, WallTime, Zone};

use super::model::{EventClass, EventStatus, Length, Organizer};
use super::write_zone;

/// One event to write: a single one, the master of a series, or a changed date of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEvent {
    /// Stays the same for the life of the event, and for all dates of a series.
    pub uid: String,
    /// For a changed date: when the series had it, on the wall of the series' zone.
    pub recurrence_id: Option<WallTime>,
    /// How often it was revised; programs that subscribe take the highest.
    pub sequence: u32,
    /// When it was last changed (`DTSTAMP`, `LAST-MODIFIED`).
    pub stamp: Instant,
    /// The title.
    pub summary: String,
    /// More about it.
    pub description: Option<String>,
    /// Where.
    pub location: Option<String>,
    /// For whom.
    pub organizer: Option<Organizer>,
    /// A page about it.
    pub url: Option<String>,
    /// When it starts on the wall.
    pub start: WallTime,
    /// Which of the two when the autumn night has that time twice.
    pub fold: Fold,
    /// The zone of that wall.
    pub zone: Zone,
    /// How long it takes; [`Length::Days`] is written as whole days when it starts at midnight.
    pub length: Length,
    /// The rule of a series.
    pub rule: Option<Recurrence>,
    /// Dates of the series that do not take place.
    pub exdates: Vec<WallTime>,
    /// Dates beside the rule.
    pub rdates: Vec<WallTime>,
    /// Whether it takes place.
    pub status: EventStatus,
    /// Who may read it.
    pub class: EventClass,
    /// Whether it takes its time.
    pub blocks: bool,
}

impl FeedEvent {
    fn all_day(&self) -> bool {
        matches!(self.length, Length::Days(_)) && self.start.minute_of_day() == 0
    }

    pub(super) fn starts_at(&self) -> Instant {
        self.start.instant(self.zone, self.fold).unwrap_or_else(|next| next.instant_or_next(self.zone))
    }

    fn repeats(&self) -> bool {
        self.rule.is_some() || !self.rdates.is_empty()
    }
}

/// What stands at the head of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteOptions {
    /// The program that writes (`PRODID`), such as `-//Intendant//Intendant 0.1//EN`.
    pub product: String,
    /// The name a subscriber sees.
    pub name: Option<String>,
    /// After how many minutes a subscriber should ask again.
    pub refresh_minutes: Option<u32>,
    /// The last year that endless series need zone definitions for.
    pub until_year: i32,
}

/// The text of an iCalendar file with these events, and with the definition of every zone they name.
#[must_use]
pub fn write(events: &[FeedEvent], options: &WriteOptions) -> String {
    let mut out = Out::default();
    out.raw("BEGIN", "VCALENDAR");
    out.raw("VERSION", "2.0");
    out.text("PRODID", &options.product);
    out.raw("CALSCALE", "GREGORIAN");
    out.raw("METHOD", "PUBLISH");
    if let Some(name) = &options.name {
        out.text("NAME", name);
        out.text("X-WR-CALNAME", name);
    }
    if let Some(minutes) = options.refresh_minutes {
        out.raw("REFRESH-INTERVAL;VALUE=DURATION", &format!("PT{minutes}M"));
        out.raw("X-PUBLISHED-TTL", &format!("PT{minutes}M"));
    }
    for (zone, years) in zones(events, options.until_year) {
        write_zone::write(&mut out, zone, years);
    }
    for event in events {
        write_event(&mut out, event, series_zone(event, events));
    }
    out.raw("END", "VCALENDAR");
    out.0
}

/// The zone and the kind of date in which the series of a changed date counts.
fn series_zone(event: &FeedEvent, events: &[FeedEvent]) -> (Zone, bool) {
    let master = event
        .recurrence_id
        .and_then(|_| events.iter().find(|other| other.uid == event.uid && other.recurrence_id.is_none()))
        .unwrap_or(event);
    (master.zone, master.all_day())
}

/// The zones named, each with the years it is needed for.
fn zones(events: &[FeedEvent], until_year: i32) -> Vec<(Zone, std::ops::RangeInclusive<i32>)> {
    let mut needed: BTreeMap<&'static str, (Zone, i32, i32)> = BTreeMap::new();
    for event in events.iter().filter(|event| event.zone != Zone::UTC && !event.all_day()) {
        let first = event.start.date().year();
        let mut last = WallTime::at(event.length.end(event.starts_at(), event.zone), event.zone).date().year();
        for date in event.rdates.iter().chain(&event.exdates).chain(&event.recurrence_id) {
            last = last.max(date.date().year());
        }
        if let Some(rule) = &event.rule {
            let end =
                rule.expand(event.start, event.zone).ok().and_then(|dates| dates.last().map(|date| date.date().year()));
            last = last.max(end.unwrap_or(until_year));
        }
        let entry = needed.entry(event.zone.name()).or_insert((event.zone, first, last));
        entry.1 = entry.1.min(first);
        entry.2 = entry.2.max(last);
    }
    needed.into_values().map(|(zone, first, last)| (zone, first..=last)).collect()
}

fn write_event(out: &mut Out, event: &FeedEvent, (series_zone, series_all_day): (Zone, bool)) {
    out.raw("BEGIN", "VEVENT");
    out.text("UID", &event.uid);
    out.raw("DTSTAMP", &utc(event.stamp));
    out.raw("LAST-MODIFIED", &utc(event.stamp));
    out.raw("SEQUENCE", &event.sequence.to_string());
    if let Some(date) = event.recurrence_id {
        out.dates("RECURRENCE-ID", &[date], series_zone, series_all_day);
    }
    write_times(out, event);
    if let Some(rule) = &event.rule {
        out.raw("RRULE", &rule_text(rule, event));
    }
    out.dates("EXDATE", &event.exdates, event.zone, event.all_day());
    out.dates("RDATE", &event.rdates, event.zone, event.all_day());
    out.text("SUMMARY", &event.summary);
    for (name, value) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
        if let Some(value) = value {
            out.text(name, value);
        }
    }
    if let Some(organizer) = &event.organizer {
        write_organizer(out, organizer);
    }
    if let Some(url) = event.url.as_ref().filter(|url| !url.contains(char::is_control)) {
        out.raw("URL", url);
    }
    out.raw("STATUS", &event.status.as_str().to_ascii_uppercase());
    out.raw("CLASS", &event.class.as_str().to_ascii_uppercase());
    out.raw("TRANSP", if event.blocks { "OPAQUE" } else { "TRANSPARENT" });
    out.raw("END", "VEVENT");
}

fn write_times(out: &mut Out, event: &FeedEvent) {
    let zone = event.zone;
    if let (true, Length::Days(days)) = (event.all_day(), event.length) {
        let end = event.start.plus_minutes(i64::from(days) * 24 * 60);
        out.dates("DTSTART", &[event.start], zone, true);
        out.dates("DTEND", &[end], zone, true);
        return;
    }
    let starts_at = event.starts_at();
    let ends_at = event.length.end(starts_at, zone);
    let (start, end) = (WallTime::at(starts_at, zone), WallTime::at(ends_at, zone));
    // A reader takes the first of two instants. Where that is not the one meant, a single event is written in UTC.
    let second_meant = start.instant_or_next(zone) != starts_at || end.instant_or_next(zone) != ends_at;
    if second_meant && !event.repeats() {
        out.raw("DTSTART", &utc(starts_at));
        out.raw("DTEND", &utc(ends_at));
        return;
    }
    out.dates("DTSTART", &[start], zone, false);
    let minutes = ends_at.minutes_since(starts_at);
    if event.repeats() && start.plus_minutes(minutes) != end {
        // The clocks change within the first date; the others last as long in real time.
        out.raw("DURATION", &format!("PT{minutes}M"));
    } else {
        out.dates("DTEND", &[end], zone, false);
    }
}

/// The rule with its end in the form that the form of the start asks for (RFC 5545 section 3.3.10).
fn rule_text(rule: &Recurrence, event: &FeedEvent) -> String {
    let part = |part: &str| {
        let Some(until) = part.strip_prefix("UNTIL=") else { return part.to_owned() };
        let wall = super::values::naive(until.trim_end_matches('Z'));
        let last = match (wall, super::values::day(until)) {
            (Some(at), _) if until.ends_with('Z') => WallTime::at(Instant::from(at.and_utc()), event.zone),
            (Some(at), _) => WallTime::new(at),
            (None, Some(day)) => WallTime::midnight(day).plus_minutes(24 * 60 - 1),
            (None, None) => return part.to_owned(),
        };
        if event.all_day() {
            format!("UNTIL={}", last.naive().format("%Y%m%d"))
        } else if until.ends_with('Z') {
            part.to_owned()
        } else {
            format!("UNTIL={}", utc(last.instant_or_next(event.zone)))
        }
    };
    rule.as_str().split(';').map(part).collect::<Vec<_>>().join(";")
}

fn write_organizer(out: &mut Out, organizer: &Organizer) {
    let mut name = String::from("ORGANIZER");
    if let Some(cn) = &organizer.name {
        // RFC 6868: no quotes and no line breaks inside a parameter.
        let cn = cn.replace('^', "^^").replace('"', "^'").replace('\n', "^n");
        let cn: String = cn.chars().filter(|sign| !sign.is_control()).collect();
        write!(name, ";CN=\"{cn}\"").expect("writing to a string succeeds");
    }
    let mail =
        organizer.mail.as_deref().filter(|mail| !mail.contains(|sign: char| sign.is_control() || sign.is_whitespace()));
    // The value is a calendar address; without one there is the scheme for "unknown".
    out.raw(&name, &mail.map_or_else(|| "invalid:nomail".to_owned(), |mail| format!("mailto:{mail}")));
}

/// `20261201T130000Z`.
fn utc(at: Instant) -> String {
    at.to_utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// The text under way, folded line by line.
#[derive(Default)]
pub(super) struct Out(String);

impl Out {
    /// A line whose value needs no escapes.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        fold_into(&mut self.0, &format!("{name}:{value}"));
    }

    /// A line with a text (RFC 5545 section 3.3.11).
    pub(super) fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len() + 16);
        for sign in value.chars() {
            match sign {
                '\\' | ';' | ',' => escaped.extend(['\\', sign]),
                '\n' => escaped.push_str("\\n"),
                sign if sign.is_control() && sign != '\t' => {}
                sign => escaped.push(sign),
            }
        }
        self.raw(name, &escaped);
    }

    /// A line with dates; none when there are none.
    fn dates(&mut self, name: &str, dates: &[WallTime], zone: Zone, days: bool) {
        if dates.is_empty() {
            return;
        }
        let format = match (days, zone == Zone::UTC) {
            (true, _) => "%Y%m%d",
            (false, true) => "%Y%m%dT%H%M00Z",
            (false, false) => "%Y%m%dT%H%M00",
        };
        let value = dates.iter().map(|date| date.naive().format(format).to_string()).collect::<Vec<_>>().join(",");
        let name = match (days, zone == Zone::UTC) {
            (true, _) => format!("{name};VALUE=DATE"),
            (false, true) => name.to_owned(),
            (false, false) => format!("{name};TZID={}", zone.name()),
        };
        self.raw(&name, &value);
    }
}

/// The most octets a line may have without its break (RFC 5545 section 3.1).
const LINE_OCTETS: usize = 75;

/// Adds a line, folded between characters so that no part is longer than allowed.
fn fold_into(out: &mut String, line: &str) {
    let mut room = LINE_OCTETS;
    for sign in line.chars() {
        if sign.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE_OCTETS - 1;
        }
        out.push(sign);
        room -= sign.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        for line in ["a".repeat(75), "a".repeat(76), "é".repeat(200), "a😀".repeat(60)] {
            let mut out = String::new();
            fold_into(&mut out, &line);
            assert!(out.ends_with("\r\n"));
            for part in out.trim_end_matches("\r\n").split("\r\n") {
                assert!(part.len() <= 75, "{} octets", part.len());
            }
            assert_eq!(out.replace("\r\n ", "").trim_end(), line);
        }
    }

    #[test]
    fn texts_are_escaped_and_cannot_smuggle_a_line() {
        let mut out = Out::default();
        out.text("SUMMARY", "a\\b;c,d\r\nEND:VEVENT\u{0}");
        assert_eq!(out.0, "SUMMARY:a\\\\b\\;c\\,d\\nEND:VEVENT\r\n");
    }
}
