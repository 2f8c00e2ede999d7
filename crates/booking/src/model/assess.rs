//! The one judgement: search, timeline, preview and commit all ask this function.

use std::{collections::HashMap, sync::Arc};

use chrono::Duration;
use kernel::{
    Actor, BookableId, BookingId, ClosureId, Fold, Instant, Interval, OccurrenceId, PersonId, UnitId, WallTime, Zone,
    wall::Resolved,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    finding::{Finding, Severity},
    policy::{ClosedDay, Hours, MAX_BUFFER_MINUTES, MAX_DURATION_MINUTES, Policy, Window},
    wish::{Candidate, Fit, Wish},
};

/// One date that is asked for, before anybody knows whether it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The date as the rule gives it: the id of the date within its series.
    pub original_start: WallTime,
    /// When it starts, by the wall clock.
    pub start: WallTime,
    /// How long it lasts on the time line.
    pub duration_minutes: i64,
    /// The zone of the wall clock.
    pub zone: Zone,
    /// Which of two instants is meant on the autumn night.
    pub fold: Fold,
}

impl Slot {
    /// The span on the time line; a start that does not exist is moved to the end of the gap (and refused elsewhere).
    #[must_use]
    pub fn interval(&self) -> Interval {
        let start = self.start.instant(self.zone, self.fold).unwrap_or_else(|_| self.start.instant_or_next(self.zone));
        Interval { start, end: start.plus_minutes(self.duration_minutes) }
    }
}

/// A slot on the time line, with all that is the same for every bookable and need be worked out only once.
#[derive(Debug, Clone)]
pub struct Moment {
    slot: Slot,
    event: Interval,
    /// Start and end by the wall clock of the slot's zone.
    wall: (WallTime, WallTime),
    findings: Vec<Finding>,
}

impl Moment {
    /// The slot as it is judged at the instant `now`.
    #[must_use]
    pub fn of(slot: &Slot, now: Instant) -> Self {
        let event = slot.interval();
        Self { slot: *slot, event, wall: walls(event, slot.zone), findings: slot_findings(slot, event, now) }
    }

    /// The span on the time line.
    #[must_use]
    pub const fn event(&self) -> Interval {
        self.event
    }

    /// The slot it was made of.
    #[must_use]
    pub const fn slot(&self) -> Slot {
        self.slot
    }

    fn wall_in(&self, zone: Zone) -> (WallTime, WallTime) {
        if zone == self.slot.zone { self.wall } else { walls(self.event, zone) }
    }
}

fn walls(event: Interval, zone: Zone) -> (WallTime, WallTime) {
    (WallTime::at(event.start, zone), WallTime::at(event.end, zone))
}

/// What keeps a unit away, with what is needed to name it to those who may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which unit.
    pub unit: UnitId,
    /// The blocked span.
    pub span: Interval,
    /// The event itself, without set-up and clear-up; the same span where there is no such thing.
    pub event: Interval,
    /// The kind of the occupancy.
    pub kind: String,
    /// What caused it.
    pub cause: Cause,
}

/// What caused an occupancy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A date of a booking.
    Occurrence {
        /// Which date.
        occurrence: OccurrenceId,
        /// Of which booking.
        booking: BookingId,
        /// Its title.
        title: String,
        /// Whom it is for.
        host: PersonId,
        /// Who made it.
        created_by: Option<PersonId>,
        /// Who may know more than "reserved".
        visibility: super::booking::Visibility,
        /// How it stands.
        state: super::state::State,
        /// The version of the date.
        version: i64,
    },
    /// A closure.
    Closure {
        /// Which one.
        closure: ClosureId,
        /// What it is called.
        names: kernel::Names,
    },
    /// Something else, or something that nobody asked the name of.
    Other(Uuid),
}

impl Cause {
    /// The occurrence or closure behind it.
    #[must_use]
    pub fn id(&self) -> Uuid {
        match self {
            Self::Occurrence { occurrence, .. } => occurrence.0,
            Self::Closure { closure, .. } => closure.0,
            Self::Other(id) => *id,
        }
    }
}

/// What is already taken, by unit.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    taken: HashMap<UnitId, Vec<Taken>>,
}

impl Calendar {
    /// A calendar of these occupancies.
    #[must_use]
    pub fn new(taken: Vec<Taken>) -> Self {
        let mut by_unit: HashMap<UnitId, Vec<Taken>> = HashMap::new();
        for one in taken {
            by_unit.entry(one.unit).or_default().push(one);
        }
        for spans in by_unit.values_mut() {
            spans.sort_by_key(|one| (one.span.start, one.cause.id()));
            spans.dedup();
        }
        Self { taken: by_unit }
    }

    /// What overlaps a span on any of the units, each cause once.
    #[must_use]
    pub fn overlapping<'a>(&'a self, units: &'a [UnitId], span: Interval) -> Vec<&'a Taken> {
        let mut found: Vec<&Taken> = units
            .iter()
            .filter_map(|unit| self.taken.get(unit))
            .flat_map(|spans| {
                // What is taken exclusively never overlaps, so in the order of starts the ends are in order too.
                let first = spans.partition_point(|one| one.span.end <= span.start);
                spans[first..].iter().take_while(move |one| one.span.start < span.end)
            })
            .collect();
        found.sort_by_key(|one| (one.span.start, one.cause.id()));
        found.dedup_by_key(|one| (one.span, one.cause.id()));
        found
    }

    /// The same calendar without what these causes take.
    #[must_use]
    pub fn without(mut self, causes: &std::collections::HashSet<Uuid>) -> Self {
        if !causes.is_empty() {
            for spans in self.taken.values_mut() {
                spans.retain(|one| !causes.contains(&one.cause.id()));
            }
        }
        self
    }
}

/// What one bookable would take for one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Which bookable.
    pub bookable: BookableId,
    /// The layout.
    pub layout: Option<kernel::LayoutId>,
    /// Set-up minutes in force.
    pub setup_minutes: i64,
    /// Clear-up minutes in force.
    pub cleanup_minutes: i64,
    /// Set-up + event + clear-up.
    pub blocked: Interval,
    /// Why not, or what to know.
    pub findings: Vec<Finding>,
    /// What is in the way.
    pub conflicts: Vec<Taken>,
    /// The policy that was asked.
    pub policy: Arc<Policy>,
}

/// Everything that does not change from date to date.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Who asks.
    pub actor: &'a Actor,
    /// Now.
    pub now: Instant,
    /// What is wanted.
    pub wish: &'a Wish,
    /// What of the rules was answered before.
    pub standing: Standing,
}

/// What of the rules was answered before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: it is asked for the first time, or at another time.
    Asked,
    /// How early or late it is asked: it is booked, and takes another bookable now.
    Moved,
    /// The slot is already theirs and only its other facts change: rules about time and audience are not asked again.
    Theirs,
}

impl Standing {
    /// Of a slot that is theirs, or not yet.
    #[must_use]
    pub const fn of(theirs: bool) -> Self {
        if theirs { Self::Theirs } else { Self::Asked }
    }
}

/// The minutes of set-up and clear-up in force: the most that policy, layout or wish ask for.
#[must_use]
pub fn buffers(policy: &Policy, fit: &Fit, wish: &Wish) -> (i64, i64) {
    let setup = policy.buffers.setup_minutes.max(fit.setup_minutes).max(wish.setup_minutes.unwrap_or(0));
    let cleanup = policy.buffers.cleanup_minutes.max(fit.cleanup_minutes).max(wish.cleanup_minutes.unwrap_or(0));
    (setup, cleanup)
}

/// Judges one bookable for one date.
#[must_use]
pub fn assess(question: Question<'_>, candidate: &Candidate, fit: &Fit, slot: &Slot, calendar: &Calendar) -> Verdict {
    assess_at(question, candidate, fit, &Moment::of(slot, question.now), calendar)
}

/// The same, where many bookables are judged for one date.
#[must_use]
pub fn assess_at(
    question: Question<'_>,
    candidate: &Candidate,
    fit: &Fit,
    moment: &Moment,
    calendar: &Calendar,
) -> Verdict {
    let Moment { slot, event, .. } = *moment;
    let policy = with_presence(candidate.policies.at(event.start), fit);
    let (setup_minutes, cleanup_minutes) = buffers(&policy, fit, question.wish);
    let blocked = event.padded(setup_minutes, cleanup_minutes);
    let mut findings = fit.findings.clone();
    findings.extend_from_slice(&moment.findings);
    if candidate.retired {
        findings.push(Finding::refusal("retired", Value::Null));
    }
    if [setup_minutes, cleanup_minutes].iter().any(|minutes| !(0..=MAX_BUFFER_MINUTES).contains(minutes)) {
        findings.push(Finding::refusal("buffer_too_long", json!({ "max_minutes": MAX_BUFFER_MINUTES })));
    }
    if question.standing != Standing::Theirs {
        let wall = moment.wall_in(candidate.zone);
        let mut rules = hours_findings(&policy.hours, &candidate.closed_days, wall);
        let mut window = policy.window;
        if question.standing == Standing::Moved {
            (window.min_notice_minutes, window.horizon_days) = (None, None);
        }
        rules.extend(window_findings(&window, event, wall, candidate.zone, question.now));
        if policy.audience.may_override.includes(question.actor, &candidate.chain) {
            for finding in &mut rules {
                finding.severity = Severity::Notice;
            }
        }
        findings.extend(rules);
        findings.extend(audience_findings(&policy, question.actor, &candidate.chain));
    }
    let conflicts: Vec<Taken> = calendar.overlapping(&candidate.units, blocked).into_iter().cloned().collect();
    findings.extend(conflicts.iter().map(|taken| occupied(taken, event)));
    for finding in &mut findings {
        finding.bookable_id = Some(candidate.id);
        finding.original_start = Some(slot.original_start);
    }
    Verdict {
        bookable: candidate.id,
        layout: fit.layout,
        setup_minutes,
        cleanup_minutes,
        blocked,
        findings,
        conflicts,
        policy,
    }
}

/// The policy with what the kind asks for besides.
fn with_presence(policy: Arc<Policy>, fit: &Fit) -> Arc<Policy> {
    match fit.presence {
        Some(presence) if !policy.presence.check_in => Arc::new(Policy { presence, ..Policy::clone(&policy) }),
        _ => policy,
    }
}

/// What the rules say about a date that goes on longer: hours and the longest duration; its start is past asking.
#[must_use]
pub(crate) fn extension_findings(
    actor: &Actor,
    candidate: &Candidate,
    policy: &Policy,
    event: Interval,
) -> Vec<Finding> {
    if policy.audience.may_override.includes(actor, &candidate.chain) {
        return vec![];
    }
    let wall = walls(event, candidate.zone);
    let mut findings = hours_findings(&policy.hours, &candidate.closed_days, wall);
    let longest = Window { max_duration_minutes: policy.window.max_duration_minutes, ..Window::default() };
    findings.extend(window_findings(&longest, event, wall, candidate.zone, event.start));
    findings
}

/// Says whether the event itself is in the way or only its set-up and clear-up.
fn occupied(taken: &Taken, event: Interval) -> Finding {
    let code = match (&*taken.kind, !taken.event.overlaps(event)) {
        ("closure" | "maintenance", _) => "closed",
        (_, true) => "buffer_overlaps",
        (_, false) => "occupied",
    };
    Finding::refusal(code, json!({ "from": taken.span.start, "to": taken.span.end, "kind": taken.kind }))
}

fn slot_findings(slot: &Slot, event: Interval, now: Instant) -> Vec<Finding> {
    let mut findings = Vec::new();
    match slot.start.resolve(slot.zone) {
        Resolved::Never(next) => findings.push(Finding::refusal(
            "time_does_not_exist",
            json!({ "start": slot.start, "time_zone": slot.zone, "next": next }),
        )),
        Resolved::Twice(first, second) => findings.push(Finding::notice(
            "time_happens_twice",
            json!({ "start": slot.start, "time_zone": slot.zone, "first": first, "second": second,
                    "chosen": if slot.fold == Fold::First { "first" } else { "second" } }),
        )),
        Resolved::Once(_) => {}
    }
    if event.start < now {
        findings.push(Finding::refusal("in_the_past", json!({ "start": slot.start, "now": now })));
    }
    if slot.duration_minutes > MAX_DURATION_MINUTES {
        findings.push(Finding::refusal(
            "too_long",
            json!({ "minutes": slot.duration_minutes, "max_minutes": MAX_DURATION_MINUTES }),
        ));
    }
    findings
}

fn hours_findings(hours: &Hours, closed_days: &[ClosedDay], (start, end): (WallTime, WallTime)) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut day = start.date();
    let mut days = 0;
    while (day < end.date() || (day == end.date() && (end.minute_of_day() > 0 || days == 0))) && days <= 32 {
        let from = if day == start.date() { start.minute_of_day() } else { 0 };
        let to = if day == end.date() { end.minute_of_day() } else { 1440 };
        let closed = closed_days.iter().find(|closed| closed.day == day);
        if let Some(closed) = closed.filter(|_| !hours.open_on_closed_days) {
            findings.push(Finding::refusal("closed_day", json!({ "day": day, "names": closed.names })));
        } else {
            use chrono::Datelike;
            let open = hours.on(day.weekday());
            if !covers(open, from, to) {
                let shown: Vec<_> = open.iter().map(|o| json!({ "from": o.from, "to": o.to })).collect();
                findings.push(Finding::refusal("outside_hours", json!({ "day": day, "open": shown })));
            }
        }
        day += Duration::days(1);
        days += 1;
    }
    findings
}

/// Whether the open stretches, which are in order, cover the minutes `[from, to)`; stretches that touch count as one.
fn covers(open: &[super::policy::Open], from: u32, to: u32) -> bool {
    let mut reached = from;
    for stretch in open {
        if stretch.from.minutes() <= reached {
            reached = reached.max(stretch.to.minutes());
        }
    }
    reached >= to && open.iter().any(|stretch| stretch.from.minutes() <= from && from < stretch.to.minutes())
}

fn window_findings(
    window: &Window,
    event: Interval,
    (start, end): (WallTime, WallTime),
    zone: Zone,
    now: Instant,
) -> Vec<Finding> {
    let Window { min_notice_minutes, horizon_days, min_duration_minutes, max_duration_minutes, grid_minutes } = *window;
    let mut findings = Vec::new();
    let minutes = event.end.minutes_since(event.start);
    if let Some(min) = min_notice_minutes
        && event.start < now.plus_minutes(min)
        && event.start >= now
    {
        let earliest = now.plus_minutes(min);
        findings.push(Finding::refusal("too_short_notice", json!({ "min_notice_minutes": min, "earliest": earliest })));
    }
    if let Some(days) = horizon_days
        && event.start > now.plus_minutes(days * 1440)
    {
        let latest = WallTime::at(now.plus_minutes(days * 1440), zone).date();
        findings.push(Finding::refusal("beyond_horizon", json!({ "horizon_days": days, "latest": latest })));
    }
    if let Some(min) = min_duration_minutes
        && minutes < min
    {
        findings.push(Finding::refusal("too_short", json!({ "minutes": minutes, "min_minutes": min })));
    }
    if let Some(max) = max_duration_minutes
        && minutes > max
    {
        findings.push(Finding::refusal("too_long", json!({ "minutes": minutes, "max_minutes": max })));
    }
    if let Some(grid) = grid_minutes {
        let off = |at: WallTime| i64::from(at.minute_of_day()) % grid != 0;
        if off(start) || off(end) {
            findings.push(Finding::refusal("off_grid", json!({ "grid_minutes": grid })));
        }
    }
    findings
}

/// Whether the actor books at once, asks, or may not.
fn audience_findings(policy: &Policy, actor: &Actor, chain: &[Uuid]) -> Vec<Finding> {
    let audience = &policy.audience;
    let agrees = policy.approval.stages.iter().any(|stage| stage.approvers.includes(actor, chain));
    if actor.is_system() || audience.may_override.includes(actor, chain) || agrees {
        return vec![];
    }
    let may_book = audience.book.includes(actor, chain);
    if !may_book && !audience.ask.includes(actor, chain) {
        return vec![Finding::refusal("not_for_you", Value::Null)];
    }
    if !may_book || !policy.approval.stages.is_empty() {
        return vec![Finding::new(Severity::NeedsApproval, "needs_approval", Value::Null)];
    }
    vec![]
}

#[cfg(test)]
#[path = "assess_tests.rs"]
mod tests;
