//! Reading a file as a whole.

use kernel::Zone;

use super::component::{Component, components};
use super::event::{self, Draft};
use super::group::{self, Part, Refused};
use super::lines::content_lines;
use super::model::{Calendar, EventStatus, ImportedSeries};
use super::problem::{Code, Problems, Refusal};
use super::values::{stamp, text};
use super::zones::Zones;

/// How a file is read.
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions {
    /// The zone of the room: for times without one, for whole days, and for showing times given in UTC.
    pub zone: Zone,
    /// More bytes than this are refused unread.
    pub max_bytes: usize,
    /// More events than this are left.
    pub max_events: usize,
}

impl ReadOptions {
    /// For a room in that zone: 20 MiB and 20,000 events, more than a room sees in a lifetime.
    #[must_use]
    pub const fn new(zone: Zone) -> Self {
        Self { zone, max_bytes: 20 * 1024 * 1024, max_events: 20_000 }
    }
}

/// Reads an iCalendar file. Never fails as a whole: what cannot be taken is in [`Calendar::problems`].
#[must_use]
pub fn read(bytes: &[u8], options: &ReadOptions) -> Calendar {
    let mut problems = Problems::default();
    let mut calendar = Calendar { name: None, product: None, found: 0, series: Vec::new(), problems: Vec::new() };
    if bytes.len() > options.max_bytes {
        let detail = format!("{} bytes; at most {} are read", bytes.len(), options.max_bytes);
        problems.refuse(&Refusal::new(1, Code::TooLarge, detail), None);
    } else {
        let lines = content_lines(bytes, &mut problems);
        let parts = components(lines, &mut problems);
        read_all(parts, options, &mut calendar, &mut problems);
    }
    calendar.problems = problems.into_vec();
    calendar
}

fn read_all(parts: Vec<Component>, options: &ReadOptions, calendar: &mut Calendar, problems: &mut Problems) {
    let (mut calendars, stray): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.kind == "VCALENDAR");
    if calendars.is_empty() && stray.is_empty() {
        problems.refuse(&Refusal::new(1, Code::NotACalendar, "no BEGIN:VCALENDAR"), None);
        return;
    }
    if !stray.is_empty() {
        // A list of events without a frame around it.
        let line = stray[0].line;
        calendars.push(Component { kind: "VCALENDAR".into(), line, lines: Vec::new(), children: stray, ended: true });
    }
    for part in &calendars {
        calendar.name = calendar.name.take().or_else(|| part.first("X-WR-CALNAME").and_then(|line| text(&line.value)));
        calendar.product = calendar.product.take().or_else(|| part.first("PRODID").and_then(|line| text(&line.value)));
        let left = options.max_events.saturating_sub(calendar.found);
        let (found, series) = read_calendar(part, options.zone, left, problems);
        calendar.found += found;
        calendar.series.extend(series);
    }
}

/// The answers and questions of RFC 5546 that carry no event to take.
const TALK: [&str; 4] = ["REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"];

fn read_calendar(
    calendar: &Component,
    room: Zone,
    most: usize,
    problems: &mut Problems,
) -> (usize, Vec<ImportedSeries>) {
    if let Some(line) = calendar.first("VERSION").filter(|line| line.value.trim() != "2.0") {
        problems.notice(line.number, Code::VersionUnsupported, &line.value, None);
    }
    let method = calendar.first("METHOD").map(|line| (line.number, line.value.trim().to_ascii_uppercase()));
    let zones = Zones::of(calendar, room, problems);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut refused: Vec<Refused> = Vec::new();
    let mut found = 0;
    for part in &calendar.children {
        match part.kind.as_str() {
            "VEVENT" => found += 1,
            "VTIMEZONE" => continue,
            kind => {
                problems.notice(part.line, Code::ComponentSkipped, kind, event::uid(part).as_deref());
                continue;
            }
        }
        if found > most {
            if found == most + 1 {
                problems.refuse(
                    &Refusal::new(part.line, Code::TooManyEvents, format!("at most {most} more are read")),
                    None,
                );
            }
            continue;
        }
        let talk = method.as_ref().filter(|(_, method)| TALK.contains(&method.as_str()));
        let read = match talk {
            Some((line, method)) => Err(Refusal::new(*line, Code::MethodUnsupported, method)),
            // Reported when its END was missed.
            None if !part.ended => {
                refused.push(refusal_of(part, None));
                continue;
            }
            None => event::read(part, &zones, problems),
        };
        match read {
            Ok(mut draft) => {
                if method.as_ref().is_some_and(|(_, method)| method == "CANCEL") {
                    draft.event.status = EventStatus::Cancelled;
                }
                drafts.push(draft);
            }
            Err(refusal) => {
                problems.refuse(&refusal, event::uid(part).as_deref());
                refused.push(refusal_of(part, Some(refusal.code)));
            }
        }
    }
    (found, group::series(drafts, refused, &zones, problems))
}

fn refusal_of(part: &Component, code: Option<Code>) -> Refused {
    Refused {
        uid: event::uid(part),
        line: part.line,
        part: match part.first("RECURRENCE-ID").map(stamp) {
            None => Part::Master,
            Some(Ok(date)) => Part::Changed(date),
            Some(Err(_)) => Part::ChangedUnknown,
        },
        takes_all: code == Some(Code::ThisAndFuture),
    }
}
