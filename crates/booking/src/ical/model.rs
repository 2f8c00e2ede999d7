//! What a calendar file says, in the words of this product.

use kernel::{Fold, Instant, Recurrence, WallTime, Zone};
use sha2::{Digest, Sha256};

use super::problem::{LineProblem, Severity};

kernel::text_enum! {
    /// `STATUS` of an event.
    pub enum EventStatus {
        /// It takes place.
        Confirmed = "confirmed",
        /// It may take place.
        Tentative = "tentative",
        /// It does not take place.
        Cancelled = "cancelled",
    }
}

kernel::text_enum! {
    /// `CLASS` of an event: who may read it.
    pub enum EventClass {
        /// Everybody who sees the calendar.
        Public = "public",
        /// The people it concerns.
        Private = "private",
        /// Those with the need to know.
        Confidential = "confidential",
    }
}

/// How long an event takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// So many minutes of real time, whatever the clocks do.
    Minutes(i64),
    /// So many whole days of the calendar, of 23, 24 or 25 hours.
    Days(u32),
}

impl Length {
    /// The instant at which something that starts then and there ends.
    #[must_use]
    pub fn end(self, start: Instant, zone: Zone) -> Instant {
        match self {
            Self::Minutes(minutes) => start.plus_minutes(minutes),
            Self::Days(days) => WallTime::at(start, zone).plus_minutes(i64::from(days) * 24 * 60).instant_or_next(zone),
        }
    }

    /// Minutes of real time between start and end.
    #[must_use]
    pub fn minutes(self, start: Instant, zone: Zone) -> i64 {
        self.end(start, zone).minutes_since(start)
    }
}

/// Who called the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organizer {
    /// Mail address, in lower case, without `mailto:`; absent when the file names none.
    pub mail: Option<String>,
    /// The name beside it (`CN`).
    pub name: Option<String>,
}

/// One `VEVENT`: a single event, the master of a series, or a changed date of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedEvent {
    /// The line of its `BEGIN:VEVENT`.
    pub line: usize,
    /// `UID`.
    pub uid: String,
    /// The original start of the date that is changed, on the wall of the series' zone; absent for masters and single events.
    pub recurrence_id: Option<WallTime>,
    /// `SEQUENCE`: how often the organiser has revised it.
    pub sequence: u32,
    /// `SUMMARY`; empty when the file has none.
    pub summary: String,
    /// `DESCRIPTION`.
    pub description: Option<String>,
    /// `LOCATION`, as somebody typed it.
    pub location: Option<String>,
    /// `ORGANIZER`.
    pub organizer: Option<Organizer>,
    /// What the clock on the wall shows when it starts.
    pub start: WallTime,
    /// Which of the two instants is meant when the autumn night has that time twice.
    pub fold: Fold,
    /// The zone of that wall, and the one in which the rule repeats.
    pub zone: Zone,
    /// How long it takes.
    pub length: Length,
    /// Whether it takes whole days.
    pub all_day: bool,
    /// `RRULE`; it may be endless.
    pub rule: Option<Recurrence>,
    /// Dates of the series that do not take place, on the wall of its zone, in order.
    pub exdates: Vec<WallTime>,
    /// Dates beside those of the rule, on the wall of its zone, in order.
    pub rdates: Vec<WallTime>,
    /// `STATUS`.
    pub status: EventStatus,
    /// `CLASS`.
    pub class: EventClass,
    /// Whether it takes its time: not `TRANSP:TRANSPARENT`.
    pub blocks: bool,
}

impl ImportedEvent {
    /// The instant of its first date.
    #[must_use]
    pub fn starts_at(&self) -> Instant {
        self.start.instant(self.zone, self.fold).unwrap_or_else(|next| next.instant_or_next(self.zone))
    }

    /// The instant at which its first date ends.
    #[must_use]
    pub fn ends_at(&self) -> Instant {
        self.length.end(self.starts_at(), self.zone)
    }

    /// Whether it has more dates than its own.
    #[must_use]
    pub fn repeats(&self) -> bool {
        self.rule.is_some() || !self.rdates.is_empty()
    }
}

/// An event with the changed dates that belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedSeries {
    /// The event itself.
    pub master: ImportedEvent,
    /// Its changed dates, in order; empty for most.
    pub overrides: Vec<ImportedEvent>,
}

impl ImportedSeries {
    /// What knows it again at the next import: the `UID`, and the date for a changed date that came without its series.
    #[must_use]
    pub fn key(&self) -> String {
        match self.master.recurrence_id {
            Some(date) => format!("{}#{date}", self.master.uid),
            None => self.master.uid.clone(),
        }
    }

    /// SHA-256 over all that matters for a booking, in hexadecimal. Two exports of an unchanged calendar agree in it though
    /// their time stamps and their order differ.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for event in std::iter::once(&self.master).chain(&self.overrides) {
            let ImportedEvent {
                line: _,
                uid,
                recurrence_id,
                sequence,
                summary,
                description,
                location,
                organizer,
                start,
                fold,
                zone,
                length,
                all_day,
                rule,
                exdates,
                rdates,
                status,
                class,
                blocks,
            } = event;
            // Debug output of the parts: unambiguous, since texts are quoted in it.
            hash.update(format!(
                "{uid:?}{recurrence_id:?}{sequence}{summary:?}{description:?}{location:?}{organizer:?}{start}{fold:?}{zone}{length:?}{all_day}{:?}{exdates:?}{rdates:?}{status}{class}{blocks}\n",
                rule.as_ref().map(Recurrence::as_str),
            ));
        }
        kernel::hex(&hash.finalize())
    }
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The name the exporting program gave it (`X-WR-CALNAME`).
    pub name: Option<String>,
    /// The program that wrote it (`PRODID`).
    pub product: Option<String>,
    /// How many `VEVENT`s the file has, taken or not.
    pub found: usize,
    /// What was understood, in the order of the file.
    pub series: Vec<ImportedSeries>,
    /// What was not, in the order of the file.
    pub problems: Vec<LineProblem>,
}

impl Calendar {
    /// The problems for which something was left out.
    pub fn refusals(&self) -> impl Iterator<Item = &LineProblem> {
        self.problems.iter().filter(|problem| problem.severity == Severity::Refused)
    }
}
