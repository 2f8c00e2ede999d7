//! The figures as the API answers them.

use chrono::NaiveDate;
use kernel::{Instant, id::TicketId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    model::{figures::ages::AgeGroup, priority::Priority, ticket::TicketKind},
    queries::line::Labelled,
};

/// The figures about maintenance in a period.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MaintenanceFigures)]
pub(crate) struct Figures {
    /// The first day, by the calendar of each site.
    pub(super) from: NaiveDate,
    /// The last day.
    pub(super) to: NaiveDate,
    /// When they were reckoned.
    pub(super) reckoned_at: Instant,
    pub(super) acknowledge: TimesFigure,
    pub(super) repair: TimesFigure,
    pub(super) service_level: ServiceFigure,
    pub(super) backlog: BacklogFigure,
    pub(super) work: WorkFigure,
    pub(super) inspections: InspectionsFigure,
    pub(super) remarks: RemarksFigure,
    pub(super) reopened: ReopenedFigure,
    pub(super) repeats: RepeatsFigure,
    pub(super) installations: InstallationsFigure,
}

/// What a figure is, in the caller's language, and what it rests on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureAbout)]
pub(crate) struct About {
    pub(super) name: String,
    /// What is counted, and how.
    pub(super) definition: String,
    /// On how many tickets, inspections, remarks or installations it rests.
    pub(super) count: i64,
}

/// How long something took.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureTimes)]
pub(crate) struct TimesFigure {
    pub(super) about: About,
    /// With nights, weekends and holds.
    pub(super) clock: Spread,
    /// In the working time of the teams, as service levels count it: without holds.
    pub(super) working: Spread,
    /// How many took how long, in working time.
    pub(super) parts: Vec<TimesPart>,
}

/// The middle and the slow end.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureSpread)]
pub(crate) struct Spread {
    /// Half took no longer. Null of nothing.
    pub(super) median_minutes: Option<i64>,
    /// Nine of ten took no longer. Null of nothing.
    pub(super) p90_minutes: Option<i64>,
}

/// How many took so long.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureTimesPart)]
pub(crate) struct TimesPart {
    /// Longer than so many minutes.
    pub(super) over_minutes: i64,
    /// At most so many; null for the last part.
    pub(super) up_to_minutes: Option<i64>,
    pub(super) count: i64,
}

/// Whether promises were kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureServiceLevel)]
pub(crate) struct ServiceFigure {
    pub(super) about: About,
    #[serde(flatten)]
    pub(super) all: ServiceShare,
    /// The most urgent first.
    pub(super) priorities: Vec<PriorityShare>,
}

/// What became of promises.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureServiceShare)]
pub(crate) struct ServiceShare {
    /// Done in time.
    pub(super) met: i64,
    /// Done too late, or not done and too late already.
    pub(super) breached: i64,
    /// Not done, and there is time, or on hold.
    pub(super) running: i64,
    /// The share met of those met or breached. Null while there is none.
    pub(super) met_percent: Option<f64>,
}

/// What became of the promises of a priority.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigurePriorityShare)]
pub(crate) struct PriorityShare {
    pub(super) priority: Priority,
    #[serde(flatten)]
    pub(super) share: ServiceShare,
}

/// What waits.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureBacklog)]
pub(crate) struct BacklogFigure {
    pub(super) about: About,
    /// On which day it was looked: the last of the period, or today when that is not over.
    pub(super) on: NaiveDate,
    /// Whether that is today, so that lists of open tickets show the same.
    pub(super) is_now: bool,
    /// The youngest first.
    pub(super) ages: Vec<AgePart>,
}

/// How much is so old.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureAgePart)]
pub(crate) struct AgePart {
    pub(super) age: AgeGroup,
    /// From so many days on.
    pub(super) from_days: i64,
    /// To so many days; null for the oldest.
    pub(super) to_days: Option<i64>,
    pub(super) count: i64,
    /// How much of it plans and inspections brought; null where that says nothing.
    pub(super) planned: Option<i64>,
}

/// Planned against reactive work.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureWork)]
pub(crate) struct WorkFigure {
    pub(super) about: About,
    pub(super) planned: WorkSum,
    pub(super) reactive: WorkSum,
    pub(super) kinds: Vec<WorkOfKind>,
}

/// How much work.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
#[schema(as = FigureWorkSum)]
pub(crate) struct WorkSum {
    /// Tickets that came in.
    pub(super) came_in: i64,
    /// Tickets that were done.
    pub(super) done: i64,
    /// The time that was logged.
    pub(super) minutes: i64,
}

/// How much work of a kind.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureWorkOfKind)]
pub(crate) struct WorkOfKind {
    pub(super) kind: TicketKind,
    /// Whether it was foreseen.
    pub(super) planned: bool,
    #[serde(flatten)]
    pub(super) sum: WorkSum,
}

/// Which inspections are overdue.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureInspections)]
pub(crate) struct InspectionsFigure {
    pub(super) about: About,
    /// Of how many nobody knows when they are due.
    pub(super) unknown: i64,
    /// Today, and later when nobody does anything.
    pub(super) ahead: Vec<InspectionsAhead>,
}

/// Which inspections would be overdue.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureInspectionsAhead)]
pub(crate) struct InspectionsAhead {
    /// In so many days.
    pub(super) days: i64,
    pub(super) overdue: i64,
    pub(super) in_time: i64,
    /// The share in time of those whose day is known. Null where there is none.
    pub(super) in_time_percent: Option<f64>,
}

/// Which remarks are open.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureRemarks)]
pub(crate) struct RemarksFigure {
    pub(super) about: About,
    /// How many should have been dealt with before today.
    pub(super) past_deadline: i64,
    /// The youngest first.
    pub(super) ages: Vec<AgePart>,
}

/// How often work had to be done again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureReopened)]
pub(crate) struct ReopenedFigure {
    pub(super) about: About,
    /// How many of them were reopened, each once.
    pub(super) tickets: i64,
    /// How many times in all.
    pub(super) times: i64,
    /// The share that was reopened. Null of nothing.
    pub(super) percent: Option<f64>,
}

/// Which faults came back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureRepeats)]
pub(crate) struct RepeatsFigure {
    pub(super) about: About,
    /// Within so many days.
    pub(super) within_days: i64,
    pub(super) count: i64,
    /// The share that came back. Null of nothing.
    pub(super) percent: Option<f64>,
    /// How many faults name no installation and cannot be compared.
    pub(super) without_installation: i64,
    /// The newest first, at most 50.
    pub(super) items: Vec<RepeatLine>,
}

/// A fault that came back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureRepeat)]
pub(crate) struct RepeatLine {
    pub(super) ticket: TicketRef,
    /// The one that was mended before.
    pub(super) of: TicketRef,
    /// How many days after that.
    pub(super) days: i64,
    pub(super) installation: Labelled,
    pub(super) site: Labelled,
}

/// A ticket by its number.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureTicket)]
pub(crate) struct TicketRef {
    pub(super) id: TicketId,
    pub(super) number: i64,
    pub(super) title: String,
}

/// What installations cost, and how long they did not work.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FigureInstallations)]
pub(crate) struct InstallationsFigure {
    pub(super) about: About,
    pub(super) faults: i64,
    pub(super) minutes: i64,
    /// Null where the caller may not see all of it.
    pub(super) cost_cents: Option<i64>,
    pub(super) downtime_minutes: i64,
    /// What cost most first, then what was out of service longest; at most 50.
    pub(super) items: Vec<InstallationLine>,
}

/// What an installation cost.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = FigureInstallation)]
pub(crate) struct InstallationLine {
    pub(super) installation: Labelled,
    pub(super) site: Labelled,
    /// The code of its class.
    pub(super) class: String,
    pub(super) class_name: String,
    /// Faults that were reported.
    pub(super) faults: i64,
    /// The time that was logged on its tickets.
    pub(super) minutes: i64,
    /// Null where the caller may not see it.
    pub(super) cost_cents: Option<i64>,
    /// How long it was out of service, by the clock.
    pub(super) downtime_minutes: i64,
}
