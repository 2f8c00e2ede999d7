//! What became of each event of a file.

use kernel::{BookingId, Instant, WallTime, Zone};
use serde::Serialize;

use crate::{
    commands::plan::DatePlan,
    ical::LineProblem,
    model::{
        assess::{Cause, Taken},
        finding::{Finding, Severity},
    },
};

kernel::text_enum! {
    /// What became of an event.
    pub enum Outcome {
        /// It is booked.
        Taken = "taken",
        /// The booking it became earlier follows its new version.
        Updated = "updated",
        /// The booking it became earlier is called off, as the event was.
        Cancelled = "cancelled",
        /// It was taken earlier and has not changed.
        Unchanged = "unchanged",
        /// The room is taken at all its dates, or a date that is booked cannot move to its new time.
        Clashed = "clashed",
        /// A rule other than that refuses it.
        Refused = "refused",
        /// All its dates are past.
        Past = "past",
        /// It does not take its time, or does not take place.
        NotBlocking = "not_blocking",
        /// The file has it twice.
        Duplicate = "duplicate",
    }
}

/// Something that is in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// The kind of occupancy: `confirmed`, `requested`, `closure`, …
    pub kind: String,
    /// When what is in the way begins, set-up included.
    pub from: Instant,
    /// When it ends, clear-up included.
    pub to: Instant,
    /// What it is called, for those who may know.
    pub label: Option<String>,
}

/// A date that was not taken.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DateReport {
    /// The date as its series gives it.
    pub original_start: WallTime,
    /// When it would start.
    pub starts_at: Instant,
    /// Why not.
    pub findings: Vec<Finding>,
    /// What is in the way.
    pub clashes: Vec<Clash>,
}

/// What became of one event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventReport {
    /// The line of its `BEGIN:VEVENT`.
    pub line: usize,
    /// Its `UID`.
    pub uid: String,
    /// Its title.
    pub title: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The code of the error that refuses it.
    pub code: Option<String>,
    /// The booking it is or was.
    pub booking: Option<BookingId>,
    /// How many of its dates are booked now that were not, or not so, before.
    pub dates: usize,
    /// How many of its dates are past and were left.
    pub past_dates: usize,
    /// It repeats for ever; only its dates up to here were taken.
    pub bounded_at: Option<WallTime>,
    /// The dates that were not taken.
    pub left: Vec<DateReport>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// The zone of the room, in which times are told.
    pub zone: Zone,
    /// The name of the calendar, if it has one.
    pub calendar: Option<String>,
    /// How many events the file has; a series and its changed dates count one by one.
    pub found: usize,
    /// What became of the events that could be read.
    pub events: Vec<EventReport>,
    /// What could not be read, and what should be known about what could.
    pub problems: Vec<LineProblem>,
}

impl Report {
    /// How many events had that outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.events.iter().filter(|event| event.outcome == outcome).count()
    }

    /// What could not be read.
    pub fn unreadable(&self) -> impl Iterator<Item = &LineProblem> {
        self.problems.iter().filter(|problem| problem.severity == crate::ical::Severity::Refused)
    }

    /// Whether everything in the file is now as the file has it, as far as it is to come.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let whole = |event: &EventReport| {
            !matches!(event.outcome, Outcome::Clashed | Outcome::Refused | Outcome::Duplicate) && event.left.is_empty()
        };
        self.unreadable().next().is_none() && self.events.iter().all(whole)
    }
}

/// The dates of a plan that cannot be, with what is in their way. `may_know` says whether a cause may be named.
pub(super) fn left(dates: &[DatePlan], may_know: impl Fn(&Taken) -> bool) -> Vec<DateReport> {
    dates
        .iter()
        .filter(|date| date.is_refused())
        .map(|date| DateReport {
            original_start: date.slot.original_start,
            starts_at: date.interval().start,
            findings: date.findings().filter(|finding| finding.severity == Severity::Refusal).cloned().collect(),
            clashes: date
                .verdicts
                .iter()
                .flat_map(|verdict| &verdict.conflicts)
                .map(|taken| Clash {
                    kind: taken.kind.clone(),
                    from: taken.span.start,
                    to: taken.span.end,
                    label: label(taken).filter(|_| may_know(taken)),
                })
                .collect(),
        })
        .collect()
}

fn label(taken: &Taken) -> Option<String> {
    match &taken.cause {
        Cause::Occurrence { title, .. } => Some(title.clone()),
        Cause::Closure { .. } | Cause::Other(_) => None,
    }
}
