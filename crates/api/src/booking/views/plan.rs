//! What booking or editing would do.

use booking::{
    commands::{
        create_booking::Preview,
        edit::{EditPlan, Effect, Step},
        plan::DatePlan,
    },
    queries::{alternatives::Alternative, load::Loaded},
};
use httpkit::AppState;
use kernel::{BookableId, Ctx, LayoutId, OccurrenceId, WallTime};
use serde::Serialize;
use utoipa::ToSchema;

use super::{AlternativeView, ConflictView, FindingView, alternative, conflicts, findings};

kernel::text_enum! {
    /// What booking would lead to.
    pub(crate) enum Outcome {
        /// Every date is certain at once.
        Confirmed = "confirmed",
        /// Somebody has to agree to at least one date.
        Requested = "requested",
        /// Nothing would be booked.
        Refused = "refused",
    }
}

kernel::text_enum! {
    /// What would become of a date.
    pub(crate) enum PlannedState {
        /// Certain at once.
        Confirmed = "confirmed",
        /// Somebody has to agree.
        Requested = "requested",
        /// It does not fit, so nothing is booked.
        Conflict = "conflict",
        /// It does not fit and is left out.
        Skipped = "skipped",
    }
}

kernel::text_enum! {
    /// What an edit does with a date.
    pub(crate) enum DateChange {
        /// Nothing.
        Kept = "kept",
        /// It moves, or takes something else.
        Moved = "moved",
        /// It is new.
        Added = "added",
        /// It is called off.
        Cancelled = "cancelled",
        /// It does not fit and stays as it is.
        Conflict = "conflict",
    }
}

/// What booking would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BookingPreview)]
pub(crate) struct PreviewView {
    /// Names exactly this plan: a booking that carries it is refused when the plan no longer holds.
    preview_hash: String,
    outcome: Outcome,
    bookables: Vec<PreviewBookableView>,
    occurrences: Vec<PreviewDateView>,
    /// Everything that was found, each reason once.
    findings: Vec<FindingView>,
}

/// How a bookable would be set up.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PreviewBookable)]
pub(crate) struct PreviewBookableView {
    id: BookableId,
    name: String,
    layout_id: Option<LayoutId>,
    setup_minutes: i64,
    cleanup_minutes: i64,
}

/// What would become of a date.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PreviewDate)]
pub(crate) struct PreviewDateView {
    original_start: WallTime,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    state: PlannedState,
    findings: Vec<FindingView>,
    conflicts: Vec<ConflictView>,
    alternatives: Vec<AlternativeView>,
}

impl PreviewView {
    pub(crate) fn new(state: &AppState, cx: &Ctx, preview: &Preview, ways: &[Alternative]) -> Self {
        let Preview { hash, dates, loaded } = preview;
        let refused = dates.iter().any(|date| date.is_refused() && !date.skipped);
        let planned = |date: &DatePlan| match (date.is_refused(), date.skipped, date.state()) {
            (_, true, _) => PlannedState::Skipped,
            (true, false, _) => PlannedState::Conflict,
            (_, _, booking::model::state::State::Requested) => PlannedState::Requested,
            _ => PlannedState::Confirmed,
        };
        let outcome = if refused || dates.iter().all(|date| date.skipped) {
            Outcome::Refused
        } else if dates.iter().any(|date| planned(date) == PlannedState::Requested) {
            Outcome::Requested
        } else {
            Outcome::Confirmed
        };
        let mut seen = Vec::new();
        let each_once = dates.iter().flat_map(DatePlan::findings).filter(|finding| {
            let key = (finding.code, finding.bookable_id, if dates.len() == 1 { Some(&finding.data) } else { None });
            !seen.contains(&key) && {
                seen.push(key);
                true
            }
        });
        let zone = dates.first().map_or(kernel::Zone::UTC, |date| date.slot.zone);
        let all = findings(state, cx, zone, each_once);
        let first_refused = dates.iter().position(DatePlan::is_refused);
        let occurrences = dates.iter().enumerate().map(|(index, date)| PreviewDateView {
            original_start: date.slot.original_start,
            starts_at: date.interval().start.rfc3339_in(zone),
            ends_at: date.interval().end.rfc3339_in(zone),
            state: planned(date),
            findings: findings(state, cx, zone, date.findings()),
            conflicts: in_the_way(state, cx, loaded, date),
            // What holds for all dates stands with the first that does not fit.
            alternatives: ways
                .iter()
                .filter(|way| match way.original_start {
                    Some(original) => original == date.slot.original_start,
                    None => first_refused == Some(index),
                })
                .map(|way| alternative(cx, zone, way))
                .collect(),
        });
        let bookables = dates.first().into_iter().flat_map(|date| &date.verdicts).map(|verdict| PreviewBookableView {
            id: verdict.bookable,
            name: loaded.get(verdict.bookable).map(|c| c.names.get(cx.lang).to_owned()).unwrap_or_default(),
            layout_id: verdict.layout,
            setup_minutes: verdict.setup_minutes,
            cleanup_minutes: verdict.cleanup_minutes,
        });
        Self {
            preview_hash: hash.clone(),
            outcome,
            bookables: bookables.collect(),
            occurrences: occurrences.collect(),
            findings: all,
        }
    }
}

/// What is in the way of a date, on all its bookables.
pub(crate) fn in_the_way(state: &AppState, cx: &Ctx, loaded: &Loaded, date: &DatePlan) -> Vec<ConflictView> {
    let start = date.interval().start;
    let zone = date.slot.zone;
    date.verdicts
        .iter()
        .flat_map(|verdict| conflicts(state, cx, zone, loaded, (verdict.bookable, start), &verdict.conflicts))
        .collect()
}

/// What an edit would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EditPreview)]
pub(crate) struct EditPreviewView {
    /// Names exactly this plan: an edit that carries it is refused when the plan no longer holds.
    preview_hash: String,
    kept: usize,
    moved: usize,
    added: usize,
    cancelled: usize,
    conflicts: usize,
    occurrences: Vec<EditDateView>,
}

/// What an edit does with a date.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EditPreviewDate)]
pub(crate) struct EditDateView {
    /// The date as it is; null when it is new.
    id: Option<OccurrenceId>,
    original_start: WallTime,
    change: DateChange,
    /// As it is now.
    from: Option<SpanView>,
    /// As it would be.
    to: Option<SpanView>,
    findings: Vec<FindingView>,
    conflicts: Vec<ConflictView>,
    alternatives: Vec<AlternativeView>,
}

/// A span on the time line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Span)]
pub(crate) struct SpanView {
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
}

impl EditPreviewView {
    pub(crate) fn new(state: &AppState, cx: &Ctx, zone: kernel::Zone, plan: &EditPlan) -> Self {
        let count = |effect| plan.steps.iter().filter(|step| step.effect == effect).count();
        Self {
            preview_hash: plan.hash.clone(),
            kept: count(Effect::Kept),
            moved: count(Effect::Moved),
            added: count(Effect::Added),
            cancelled: count(Effect::Cancelled),
            conflicts: count(Effect::Conflict),
            occurrences: plan.steps.iter().map(|step| date(state, cx, zone, &plan.loaded, step)).collect(),
        }
    }
}

fn date(state: &AppState, cx: &Ctx, zone: kernel::Zone, loaded: &Loaded, step: &Step) -> EditDateView {
    let span = |start: kernel::Instant, end: kernel::Instant| SpanView {
        starts_at: start.rfc3339_in(zone),
        ends_at: end.rfc3339_in(zone),
    };
    let was = step.before.as_ref().filter(|date| step.effect == Effect::Kept || date.state.is_live());
    let from = was.map(|date| span(date.starts_at, date.ends_at));
    let planned = step.plan.as_ref().map(|plan| span(plan.interval().start, plan.interval().end));
    let to = match (step.effect, &step.before) {
        (Effect::Cancelled, _) => None,
        (Effect::Kept, Some(before)) if step.plan.is_none() => Some(span(before.starts_at, before.ends_at)),
        _ => planned,
    };
    EditDateView {
        id: step.before.as_ref().map(|date| date.id),
        original_start: step.original_start,
        change: match step.effect {
            Effect::Kept => DateChange::Kept,
            Effect::Moved => DateChange::Moved,
            Effect::Added => DateChange::Added,
            Effect::Cancelled => DateChange::Cancelled,
            Effect::Conflict => DateChange::Conflict,
        },
        from,
        to,
        findings: step.plan.as_ref().map(|plan| findings(state, cx, zone, plan.findings())).unwrap_or_default(),
        conflicts: step.plan.as_ref().map(|plan| in_the_way(state, cx, loaded, plan)).unwrap_or_default(),
        alternatives: vec![],
    }
}
