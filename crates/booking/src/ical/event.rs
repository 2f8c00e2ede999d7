//! One `VEVENT`.

use chrono::{Duration, NaiveDateTime, NaiveTime};
use kernel::wall::Resolved;
use kernel::{Fold, Instant, Recurrence, WallTime, Zone};

use super::component::Component;
use super::lines::Line;
use super::model::{EventClass, EventStatus, ImportedEvent, Length, Organizer};
use super::problem::{Code, Problems, Refusal};
use super::recurring::{self, EventDates, Worked};
use super::values::{At, Span, Stamp, clean, duration, stamp, stamps, text};
use super::zones::Zones;

/// The longest an event may take.
const MAX_DAYS: i64 = 366;

/// How many dates may be listed in one event.
const MAX_LISTED: usize = kernel::recurrence::MAX_DATES;

/// An event as read, before it is put together with the others of its `UID`.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) event: ImportedEvent,
    /// The date it changes, as written; its wall is that of the series.
    pub(super) recurrence_id: Option<Stamp>,
    /// The name of the zone it starts in, as written.
    pub(super) tzid: Option<String>,
    /// `LAST-MODIFIED`, else `DTSTAMP`: which of two versions is the newer.
    pub(super) modified: Option<NaiveDateTime>,
}

/// The identity of an event; known before the event is understood.
pub(super) fn uid(component: &Component) -> Option<String> {
    component.first("UID").and_then(|line| text(&line.value))
}

/// Reads a `VEVENT`.
pub(super) fn read(component: &Component, zones: &Zones, problems: &mut Problems) -> Result<Draft, Refusal> {
    let uid = uid(component).ok_or_else(|| Refusal::new(component.line, Code::MissingUid, "an event without UID"))?;
    Reader { component, zones, problems, uid }.read()
}

/// A start: its wall, which instant, its zone, and the name of the zone when the file gives one.
struct Start {
    wall: WallTime,
    fold: Fold,
    zone: Zone,
    tzid: Option<String>,
    /// Of the start as written, seconds included.
    exact: Instant,
}

struct Reader<'a> {
    component: &'a Component,
    zones: &'a Zones,
    problems: &'a mut Problems,
    uid: String,
}

impl Reader<'_> {
    fn notice(&mut self, line: usize, code: Code, detail: impl AsRef<str>) {
        self.problems.notice(line, code, detail, Some(&self.uid));
    }

    fn read(mut self) -> Result<Draft, Refusal> {
        let component = self.component;
        for name in ["UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SEQUENCE", "STATUS", "CLASS", "TRANSP"] {
            let mut lines = component.all(name);
            let first = lines.next().map(|line| &line.value);
            if let Some(other) = lines.find(|line| Some(&line.value) != first) {
                return Err(Refusal::new(other.number, Code::RepeatedProperty, format!("{name}:{}", other.value)));
            }
        }
        let start_line = component
            .first("DTSTART")
            .ok_or_else(|| Refusal::new(component.line, Code::MissingStart, "an event without DTSTART"))?;
        let start_stamp = stamp(start_line)?;
        let recurrence_id = component.first("RECURRENCE-ID").map(recurrence_id).transpose()?;
        let (rule, rule_line) = self.rule(&start_stamp, recurrence_id.is_some())?;
        let rdates = self.listed("RDATE")?;
        let exdates = self.listed("EXDATE")?;
        let repeats = rule.is_some() || !rdates.is_empty();

        let start = self.start(&start_stamp, rule.as_ref(), &rdates, repeats)?;
        let all_day = matches!(start_stamp.at, At::Day(_));
        let (length, all_day) = if all_day { (self.length_in_days(&start)?, true) } else { self.length(&start)? };

        let worked = match &rule {
            None => None,
            Some(rule) => Some(
                recurring::dates(rule, start.wall, start.zone, None)
                    .map_err(|error| recurring::refusal(rule_line, &error, rule.as_str()))?,
            ),
        };
        let rdates = self.walls(&rdates, &start, all_day)?;
        let exdates = self.walls(&exdates, &start, all_day)?;
        if rdates.len() > MAX_LISTED || exdates.len() > MAX_LISTED {
            return Err(Refusal::new(
                component.line,
                Code::TooManyDates,
                format!("more than {MAX_LISTED} dates are listed"),
            ));
        }
        if let Some(worked) = worked {
            self.check_dates(&start, rule_line, &worked, &rdates, &exdates);
        }

        let event = ImportedEvent {
            line: component.line,
            recurrence_id: None,
            sequence: self.sequence(),
            summary: self.text("SUMMARY").unwrap_or_default(),
            description: self.text("DESCRIPTION"),
            location: self.text("LOCATION"),
            organizer: component.first("ORGANIZER").and_then(organizer),
            start: start.wall,
            fold: start.fold,
            zone: start.zone,
            length,
            all_day,
            rule,
            exdates,
            rdates,
            status: self.status(),
            class: self.class(),
            blocks: self.blocks(),
            uid: self.uid.clone(),
        };
        let modified = ["LAST-MODIFIED", "DTSTAMP"]
            .into_iter()
            .find_map(|name| component.first(name))
            .and_then(|line| stamp(line).ok())
            .map(|stamp| stamp.at.naive());
        Ok(Draft { event, recurrence_id, tzid: start.tzid, modified })
    }

    /// The rule, and its line.
    fn rule(&mut self, start: &Stamp, is_override: bool) -> Result<(Option<Recurrence>, usize), Refusal> {
        if let Some(line) = self.component.first("EXRULE") {
            return Err(Refusal::new(line.number, Code::ExclusionRule, &line.value));
        }
        let mut lines = self.component.all("RRULE");
        let Some(line) = lines.next() else { return Ok((None, start.line)) };
        if let Some(second) = lines.find(|second| second.value != line.value) {
            return Err(Refusal::new(second.number, Code::SeveralRules, &second.value));
        }
        if is_override {
            return Err(Refusal::new(line.number, Code::OverrideWithRule, &line.value));
        }
        let number = line.number;
        let read = recurring::rule(line, start.at.naive())?;
        if read.far_until {
            self.notice(number, Code::FarUntil, &line.value);
        }
        Ok((Some(read.recurrence), number))
    }

    fn listed(&self, name: &str) -> Result<Vec<Stamp>, Refusal> {
        let mut all = Vec::new();
        for line in self.component.all(name).filter(|line| !line.value.trim().is_empty()) {
            all.extend(stamps(line, MAX_LISTED)?);
        }
        Ok(all)
    }

    /// Where the start lies on the wall of which zone.
    fn start(
        &mut self,
        stamp: &Stamp,
        rule: Option<&Recurrence>,
        rdates: &[Stamp],
        repeats: bool,
    ) -> Result<Start, Refusal> {
        if stamp.at.has_seconds() {
            self.notice(stamp.line, Code::SecondsDropped, stamp.at.naive().to_string());
        }
        let (zone, tzid) = match &stamp.at {
            At::Utc(at) => return Ok(self.start_in_utc(stamp.line, *at, repeats)),
            At::Day(_) => (self.zones.room(), None),
            At::Floating(at) => {
                self.notice(stamp.line, Code::FloatingTime, format!("{at} read in {}", self.zones.room()));
                (self.zones.room(), None)
            }
            At::Zoned(at, tzid) => {
                let extra: Vec<NaiveDateTime> = rdates.iter().map(|date| date.at.naive()).collect();
                let minutes = self.face_minutes(stamp);
                let dates = EventDates { start: *at, rule, extra: &extra, minutes };
                let zone = self.zone(tzid, stamp.line, &dates)?;
                if matches!(zone.name(), "UTC" | "Etc/UTC") {
                    return Ok(self.start_in_utc(stamp.line, *at, repeats));
                }
                (zone, Some(tzid.clone()))
            }
        };
        let wall = WallTime::new(stamp.at.naive());
        let midnight = matches!(stamp.at, At::Day(_));
        let exact = match wall.instant(zone, Fold::First) {
            Ok(at) => at,
            // Some zones change at midnight: such a day begins at one o'clock.
            Err(_) if midnight => wall.instant_or_next(zone),
            Err(next) => {
                let detail = format!("{wall} does not exist in {zone}; the next time that does is {next}");
                return Err(Refusal::new(stamp.line, Code::TimeDoesNotExist, detail));
            }
        };
        let seconds = (stamp.at.naive() - wall.naive()).num_seconds();
        Ok(Start { wall, fold: Fold::First, zone, tzid, exact: exact.plus_seconds(seconds) })
    }

    /// A single event is shown on the wall of the room; a series repeats in UTC.
    fn start_in_utc(&mut self, line: usize, at: NaiveDateTime, repeats: bool) -> Start {
        if repeats {
            self.notice(line, Code::RepeatsInUtc, at.to_string());
        }
        let exact = Instant::from(at.and_utc());
        let zone = if repeats { Zone::UTC } else { self.zones.room() };
        let wall = WallTime::at(exact, zone);
        Start { wall, fold: fold(wall, zone, exact), zone, tzid: None, exact }
    }

    fn zone(&mut self, tzid: &str, line: usize, dates: &EventDates<'_>) -> Result<Zone, Refusal> {
        let found = self.zones.resolve(tzid, line, dates)?;
        if found.by_definition {
            self.notice(line, Code::ZoneByDefinition, format!("{tzid} = {}", found.zone));
        }
        Ok(found.zone)
    }

    /// From start to end as written, without regard to zones: good enough to know which dates are touched.
    fn face_minutes(&self, start: &Stamp) -> i64 {
        let end = self.component.first("DTEND").and_then(|line| stamp(line).ok());
        let minutes = match end {
            Some(end) => (end.at.naive() - start.at.naive()).num_minutes(),
            None => self.duration().ok().flatten().map_or(0, |(span, _)| span.days * 1440 + span.seconds / 60),
        };
        minutes.clamp(0, MAX_DAYS * 1440)
    }

    fn duration(&self) -> Result<Option<(Span, usize)>, Refusal> {
        let Some(line) = self.component.first("DURATION") else { return Ok(None) };
        let span =
            duration(&line.value).ok_or_else(|| Refusal::new(line.number, Code::UnreadableDuration, &line.value))?;
        Ok(Some((span, line.number)))
    }

    /// The length of an event of whole days.
    fn length_in_days(&mut self, start: &Start) -> Result<Length, Refusal> {
        let by_duration = match self.duration()? {
            None => None,
            Some((span, line)) if span.seconds % 86_400 != 0 => {
                return Err(Refusal::new(line, Code::MixedDateKinds, "a whole day that lasts hours"));
            }
            Some((span, line)) => Some((span.days + span.seconds / 86_400, line)),
        };
        let by_end = match self.component.first("DTEND") {
            None => None,
            Some(line) => match stamp(line)?.at {
                At::Day(end) => Some(((end - start.wall.date()).num_days(), line.number)),
                _ => {
                    return Err(Refusal::new(line.number, Code::MixedDateKinds, "starts with a day, ends with a time"));
                }
            },
        };
        let (days, line) = match (by_end, by_duration) {
            (Some((end, line)), Some((duration, _))) if end != duration => {
                return Err(Refusal::new(line, Code::EndContradictsDuration, format!("{end} days or {duration} days")));
            }
            (Some(days), _) | (None, Some(days)) => days,
            (None, None) => (1, self.component.line),
        };
        if days == 0 {
            // Not by the book, but every program that writes it means that day.
            self.notice(line, Code::NoLength, "ends on the day it starts; taken as that day");
            return Ok(Length::Days(1));
        }
        in_bounds(days * 1440, line)?;
        Ok(Length::Days(u32::try_from(days).expect("within the bounds")))
    }

    /// The length of an event with a time of day, and whether it takes whole days all the same.
    fn length(&mut self, start: &Start) -> Result<(Length, bool), Refusal> {
        let by_duration = self.duration()?.map(|(span, line)| {
            let nominal = if span.days == 0 {
                start.exact
            } else {
                (start.wall.plus_minutes(span.days * 1440)).instant_or_next(start.zone)
            };
            (nominal.plus_seconds(span.seconds), line)
        });
        let by_end = match self.component.first("DTEND") {
            None => None,
            Some(line) => Some((self.end(line, start)?, line.number)),
        };
        let (end, line) = match (by_end, by_duration) {
            (Some((end, line)), Some((other, _))) if end != other => {
                return Err(Refusal::new(line, Code::EndContradictsDuration, format!("{end} or {other}")));
            }
            (Some(found), _) | (None, Some(found)) => found,
            (None, None) => {
                return Err(Refusal::new(self.component.line, Code::NoLength, "neither DTEND nor DURATION"));
            }
        };
        let booked_from = start.wall.instant(start.zone, start.fold).unwrap_or(start.exact);
        let seconds = (end.micros() - booked_from.micros()) / 1_000_000;
        if seconds % 60 != 0 {
            self.notice(line, Code::SecondsDropped, format!("ends at {end}"));
        }
        // Up to the minute it ends in: a room is not free before the meeting is over.
        let minutes = (seconds + 59).div_euclid(60);
        in_bounds(minutes, line)?;
        let end_wall = WallTime::at(end, start.zone);
        let whole_days = self.flag("X-MICROSOFT-CDO-ALLDAYEVENT")
            && start.wall.naive().time() == NaiveTime::MIN
            && end_wall.naive().time() == NaiveTime::MIN;
        if whole_days {
            let days = (end_wall.date() - start.wall.date()).num_days();
            return Ok((Length::Days(u32::try_from(days).expect("within the bounds")), true));
        }
        Ok((Length::Minutes(minutes), false))
    }

    /// The instant of `DTEND`.
    fn end(&mut self, line: &Line, start: &Start) -> Result<Instant, Refusal> {
        let end = stamp(line)?;
        let (at, zone) = match &end.at {
            At::Day(_) => {
                return Err(Refusal::new(line.number, Code::MixedDateKinds, "starts with a time, ends with a day"));
            }
            At::Utc(at) => return Ok(Instant::from(at.and_utc())),
            At::Floating(at) => (*at, start.zone),
            At::Zoned(at, tzid) if start.tzid.as_ref() == Some(tzid) => (*at, start.zone),
            At::Zoned(at, tzid) => {
                let dates = EventDates { start: *at, rule: None, extra: &[], minutes: 0 };
                (*at, self.zone(tzid, line.number, &dates)?)
            }
        };
        let wall = WallTime::new(at);
        let instant = match wall.resolve(zone) {
            Resolved::Once(instant) => instant,
            // Of the two the first, unless the event would end before it starts.
            Resolved::Twice(first, second) => {
                if first > start.exact {
                    first
                } else {
                    second
                }
            }
            Resolved::Never(next) => {
                let detail = format!("{wall} does not exist in {zone}; the next time that does is {next}");
                return Err(Refusal::new(line.number, Code::TimeDoesNotExist, detail));
            }
        };
        Ok(instant.plus_seconds((at - wall.naive()).num_seconds()))
    }

    /// Listed dates on the wall of the series, in order.
    fn walls(&mut self, stamps: &[Stamp], start: &Start, all_day: bool) -> Result<Vec<WallTime>, Refusal> {
        let place = Place { wall: start.wall, zone: start.zone, tzid: start.tzid.as_deref(), all_day };
        let mut walls = stamps.iter().map(|stamp| place.wall(stamp, self.zones)).collect::<Result<Vec<_>, _>>()?;
        walls.sort_unstable();
        walls.dedup();
        Ok(walls)
    }

    /// Reports what is odd about the dates of a series.
    fn check_dates(&mut self, start: &Start, line: usize, worked: &Worked, rdates: &[WallTime], exdates: &[WallTime]) {
        if worked.dates.first() != Some(&start.wall) {
            let first = worked.dates.first().map(ToString::to_string).unwrap_or_default();
            self.notice(
                line,
                Code::StartOutsideRule,
                format!("starts {}, the first date of the rule is {first}", start.wall),
            );
        }
        let last = worked.dates.last().copied();
        let stray: Vec<String> = exdates
            .iter()
            .filter(|date| worked.complete || last.is_some_and(|last| **date <= last))
            .filter(|date| worked.dates.binary_search(date).is_err() && rdates.binary_search(date).is_err())
            .map(ToString::to_string)
            .collect();
        if !stray.is_empty() {
            let line = self.component.first("EXDATE").map_or(line, |line| line.number);
            self.notice(line, Code::ExclusionWithoutDate, stray.join(", "));
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        self.component.first(name).and_then(|line| text(&line.value))
    }

    fn flag(&self, name: &str) -> bool {
        self.component.first(name).is_some_and(|line| line.value.trim().eq_ignore_ascii_case("TRUE"))
    }

    fn word(&self, name: &str) -> Option<(String, usize)> {
        self.component.first(name).map(|line| (line.value.trim().to_ascii_uppercase(), line.number))
    }

    fn sequence(&mut self) -> u32 {
        let Some((word, line)) = self.word("SEQUENCE") else { return 0 };
        word.parse().unwrap_or_else(|_| {
            self.notice(line, Code::UnknownValue, format!("SEQUENCE:{word}"));
            0
        })
    }

    fn status(&mut self) -> EventStatus {
        let Some((word, line)) = self.word("STATUS") else {
            // Outlook tells it here only.
            let tentative = self.word("X-MICROSOFT-CDO-BUSYSTATUS").is_some_and(|(word, _)| word == "TENTATIVE");
            return if tentative { EventStatus::Tentative } else { EventStatus::Confirmed };
        };
        match word.as_str() {
            "CONFIRMED" => EventStatus::Confirmed,
            "TENTATIVE" => EventStatus::Tentative,
            "CANCELLED" | "CANCELED" => EventStatus::Cancelled,
            _ => {
                self.notice(line, Code::UnknownValue, format!("STATUS:{word}"));
                EventStatus::Confirmed
            }
        }
    }

    fn class(&mut self) -> EventClass {
        match self.word("CLASS") {
            None => EventClass::Public,
            Some((word, line)) => match word.as_str() {
                "PUBLIC" | "" => EventClass::Public,
                "PRIVATE" => EventClass::Private,
                "CONFIDENTIAL" => EventClass::Confidential,
                // RFC 5545 section 3.8.1.3: a class one does not know is private.
                _ => {
                    self.notice(line, Code::UnknownValue, format!("CLASS:{word}"));
                    EventClass::Private
                }
            },
        }
    }

    fn blocks(&mut self) -> bool {
        match self.word("TRANSP") {
            None => true,
            Some((word, _)) if word == "OPAQUE" => true,
            Some((word, _)) if word == "TRANSPARENT" => false,
            Some((word, line)) => {
                self.notice(line, Code::UnknownValue, format!("TRANSP:{word}"));
                true
            }
        }
    }
}

/// The wall of a series, on which its listed and changed dates are told.
pub(super) struct Place<'a> {
    /// The first start.
    pub(super) wall: WallTime,
    pub(super) zone: Zone,
    pub(super) tzid: Option<&'a str>,
    pub(super) all_day: bool,
}

impl Place<'_> {
    /// A date of the series on its wall.
    pub(super) fn wall(&self, stamp: &Stamp, zones: &Zones) -> Result<WallTime, Refusal> {
        let naive = stamp.at.naive();
        // Days have no zone; some programs write theirs as midnight, of whichever zone.
        if self.all_day && naive.time() == NaiveTime::MIN {
            return Ok(WallTime::new(naive));
        }
        let zone = match &stamp.at {
            At::Day(day) => return Ok(WallTime::new(day.and_time(self.wall.naive().time()))),
            At::Floating(_) => self.zone,
            At::Utc(_) => Zone::UTC,
            At::Zoned(_, tzid) if Some(tzid.as_str()) == self.tzid => self.zone,
            At::Zoned(_, tzid) => {
                let dates = EventDates { start: naive, rule: None, extra: &[], minutes: 0 };
                zones.resolve(tzid, stamp.line, &dates)?.zone
            }
        };
        let wall = WallTime::new(naive);
        if zone == self.zone {
            return Ok(wall);
        }
        Ok(WallTime::at(wall.instant_or_next(zone), self.zone))
    }
}

/// The date that is changed.
fn recurrence_id(line: &Line) -> Result<Stamp, Refusal> {
    if line.param("RANGE").is_some() {
        return Err(Refusal::new(
            line.number,
            Code::ThisAndFuture,
            "a change of this and all following dates; export the calendar from a program that splits the series",
        ));
    }
    stamp(line)
}

/// Which of the two instants of a wall time on the autumn night is meant.
fn fold(wall: WallTime, zone: Zone, exact: Instant) -> Fold {
    match wall.resolve(zone) {
        Resolved::Twice(_, second) if second <= exact => Fold::Second,
        _ => Fold::First,
    }
}

fn in_bounds(minutes: i64, line: usize) -> Result<(), Refusal> {
    match minutes {
        i64::MIN..0 => {
            Err(Refusal::new(line, Code::EndBeforeStart, format!("ends {} minutes before it starts", -minutes)))
        }
        0 => Err(Refusal::new(line, Code::NoLength, "ends when it starts")),
        minutes if Duration::minutes(minutes) > Duration::days(MAX_DAYS) => {
            Err(Refusal::new(line, Code::TooLong, format!("{} days", minutes / 1440)))
        }
        _ => Ok(()),
    }
}

/// `ORGANIZER;CN=Jane Doe:mailto:jane@example.org`.
fn organizer(line: &Line) -> Option<Organizer> {
    let value = line.value.trim();
    let address = match value.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &value[7..],
        _ => value,
    };
    let mail =
        Some(address.trim().to_lowercase()).filter(|mail| mail.contains('@') && !mail.contains(char::is_whitespace));
    // A parameter has no escapes with a backslash, unlike a text.
    let name = line.param("CN").and_then(clean);
    (mail.is_some() || name.is_some()).then_some(Organizer { mail, name })
}
