//! What each ticket counts for, reckoned once for the figures and for the rows behind them.

use std::collections::HashMap;

use kernel::{Instant, Interval, PlaceId, WallTime, Zone, id::TeamId};

use super::{
    FiguresFilter,
    load::{Material, Story},
};
use crate::model::{
    calendar::Calendar,
    figures::{
        ages::AgeGroup,
        period::Period,
        repeats::{Fault, Repeat, repeats},
        rounds::{Reopened, Round, Took, reopened, rounds, state_at},
        service::Kept,
    },
    service_level::standing,
    state::TicketState,
    ticket::TicketKind,
};

/// A ticket, and what it counts for.
pub(super) struct Counted<'a> {
    pub(super) story: &'a Story,
    /// What the clocks of its site show.
    pub(super) zone: Zone,
    pub(super) rounds: Vec<CountedRound>,
    /// Whether it came in in the period, and was not a duplicate, rejected or cancelled.
    pub(super) came_in: bool,
    /// Whether it was done in the period, and how often it was reopened after that.
    pub(super) reopened: Reopened,
    /// What became of its promise, when that began to run in the period.
    pub(super) kept: Option<Kept>,
    /// How old it was at the end of the period, when it was open then.
    pub(super) waiting: Option<AgeGroup>,
    /// Which earlier fault it repeats, when it was reported in the period.
    pub(super) repeat: Option<Repeat>,
    /// Whether it is a fault of the period that can be compared with earlier ones.
    pub(super) comparable: bool,
    /// Whether it is a fault of the period that names no installation.
    pub(super) nameless: bool,
}

/// A round of a ticket.
pub(super) struct CountedRound {
    pub(super) round: Round,
    /// How long it waited, when somebody looked at it in the period.
    pub(super) acknowledge: Option<Took>,
    /// How long it took, when it was done in the period.
    pub(super) repair: Option<Took>,
}

/// Whether something is work that was foreseen: what plans and inspections bring, and what inspections found.
pub(super) const fn is_planned(kind: TicketKind) -> bool {
    match kind {
        TicketKind::Preventive | TicketKind::Inspection | TicketKind::Remark => true,
        TicketKind::Fault | TicketKind::Request => false,
    }
}

/// Whether it counts at all: not when it is the same as another, or was refused or called off.
const fn is_valid(state: TicketState) -> bool {
    !matches!(state, TicketState::Duplicate | TicketState::Rejected | TicketState::Cancelled)
}

/// Reckons what each ticket counts for.
pub(super) fn count<'a>(material: &'a Material, filter: &FiguresFilter, now: Instant) -> Vec<Counted<'a>> {
    let all: Vec<(&Story, Zone, Vec<Round>)> = material
        .stories
        .iter()
        .map(|story| (story, material.desk.zone(story.site_id), rounds(story.began_at, &story.moves)))
        .collect();
    let faults: Vec<Fault> = all.iter().filter_map(|(story, zone, rounds)| fault(story, *zone, rounds)).collect();
    let mut again: HashMap<_, _> =
        repeats(&faults, filter.repeat_days).into_iter().map(|repeat| (repeat.ticket, repeat)).collect();
    let mut calendars: HashMap<(Option<TeamId>, PlaceId), Calendar> = HashMap::new();
    all.into_iter()
        .map(|(story, zone, rounds)| {
            let team = story.team.as_ref().map(|(id, _)| *id);
            let calendar =
                calendars.entry((team, story.site_id)).or_insert_with(|| material.desk.calendar(team, story.site_id));
            let span = filter.period.span(zone);
            let came_in = span.contains(story.reported_at) && is_valid(story.state);
            let is_new_fault = came_in && is_reported_fault(story);
            let runs = span.contains(story.clock_from) && story.clock_from <= now;
            Counted {
                story,
                zone,
                came_in,
                reopened: reopened(&rounds, span),
                kept: standing(&story.face, now).filter(|_| runs).map(Kept::from),
                waiting: waiting(story, zone, filter.period, now),
                repeat: again.remove(&story.id).filter(|_| is_new_fault),
                comparable: is_new_fault && story.installation.is_some(),
                nameless: is_new_fault && story.installation.is_none(),
                rounds: rounds.into_iter().map(|round| counted_round(round, span, calendar)).collect(),
            }
        })
        .collect()
}

fn counted_round(round: Round, span: Interval, calendar: &Calendar) -> CountedRound {
    let inside = |at: Option<Instant>| at.is_some_and(|at| span.contains(at));
    CountedRound {
        acknowledge: round.to_acknowledge(calendar).filter(|_| inside(round.acknowledged_at)),
        repair: round.to_repair(calendar).filter(|_| inside(round.done_at)),
        round,
    }
}

/// How old it was at the end of the period, or is today when that is not over; when it was open then.
fn waiting(story: &Story, zone: Zone, period: Period, now: Instant) -> Option<AgeGroup> {
    let then = period.until(zone, now);
    let moved_since = story.moves.last().is_some_and(|last| last.at > then);
    let state = if moved_since { state_at(story.reported_at, &story.moves, then) } else { Some(story.state) };
    let open = story.reported_at <= then && state.is_some_and(TicketState::is_open);
    let day = |at| WallTime::at(at, zone).date();
    open.then(|| AgeGroup::on(day(now).min(period.to), day(story.reported_at)))
}

/// Whether somebody reported it as a fault.
fn is_reported_fault(story: &Story) -> bool {
    story.kind == TicketKind::Fault && !story.from_check
}

/// It as a fault that can be compared with others. What a failed check opened was found by looking for it: it is no fault
/// that came back.
fn fault(story: &Story, zone: Zone, rounds: &[Round]) -> Option<Fault> {
    let (installation, _) = story.installation.as_ref().filter(|_| is_reported_fault(story))?;
    is_valid(story.state).then(|| Fault {
        ticket: story.id,
        installation: *installation,
        class: story.class.clone().unwrap_or_default(),
        place: story.place_id,
        zone,
        reported_at: story.reported_at,
        mended_at: rounds.iter().filter_map(|round| round.done_at).collect(),
    })
}
