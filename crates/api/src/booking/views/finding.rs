//! Why not, what is in the way, and what would be possible instead.

use booking::{
    model::{
        assess::{Cause, Taken},
        finding::{Finding, Severity},
    },
    policy::sees_details,
    queries::{
        alternatives::{Alternative, Why},
        availability::Answer,
        load::Loaded,
    },
};
use httpkit::{AppState, words};
use kernel::{BookableId, Ctx, LayoutId, WallTime, Zone};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// A reason, with its numbers: why something is not possible, needs approval, or should be known.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Finding)]
pub(crate) struct FindingView {
    /// The code to program against; never changes.
    #[schema(value_type = String, example = "too_small")]
    code: &'static str,
    severity: Severity,
    /// The reason in the caller's language.
    text: String,
    /// The numbers and names that explain it.
    #[schema(value_type = Object)]
    data: Map<String, Value>,
    /// The date of a series that it is about.
    original_start: Option<WallTime>,
    /// The bookable that it is about.
    bookable_id: Option<BookableId>,
}

/// What is in the way.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Conflict)]
pub(crate) struct ConflictView {
    /// The start of the wanted date that it is in the way of.
    #[schema(format = DateTime)]
    occurrence_start: String,
    bookable_id: BookableId,
    /// What sort of thing takes the time: `confirmed`, `requested`, `hold`, `closure`, `maintenance`.
    kind: String,
    /// From when, set-up included.
    #[schema(format = DateTime)]
    from: String,
    /// Until when, clear-up included.
    #[schema(format = DateTime)]
    to: String,
    /// What it is, as far as the caller may know.
    label: String,
}

/// A way on.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Alternative)]
pub(crate) struct AlternativeView {
    why: Why,
    bookable_id: BookableId,
    /// What the bookable is called.
    name: String,
    /// When, by the wall clock.
    start: WallTime,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    layout_id: Option<LayoutId>,
    /// The date of the series that it is for.
    original_start: Option<WallTime>,
    state: Answer,
}

/// Findings with their texts.
pub(crate) fn findings<'a>(
    state: &AppState,
    cx: &Ctx,
    zone: Zone,
    found: impl IntoIterator<Item = &'a Finding>,
) -> Vec<FindingView> {
    found
        .into_iter()
        .map(|finding| {
            let data = words::on_the_wall(zone, &finding.data);
            let arguments = words::arguments(cx.lang, &data);
            FindingView {
                code: finding.code,
                severity: finding.severity,
                text: state
                    .texts
                    .text(cx.lang, finding.code, None, &arguments)
                    .unwrap_or_else(|| finding.code.to_owned()),
                data,
                original_start: finding.original_start,
                bookable_id: finding.bookable_id,
            }
        })
        .collect()
}

/// What is in the way of one bookable at one date, with as much as the caller may know.
pub(crate) fn conflicts<'a>(
    state: &AppState,
    cx: &Ctx,
    zone: Zone,
    loaded: &Loaded,
    wanted: (BookableId, kernel::Instant),
    taken: impl IntoIterator<Item = &'a Taken>,
) -> Vec<ConflictView> {
    let (bookable_id, starts_at) = wanted;
    let chain = loaded.get(bookable_id).map(|candidate| &*candidate.chain).unwrap_or_default();
    taken
        .into_iter()
        .map(|one| ConflictView {
            occurrence_start: starts_at.rfc3339_in(zone),
            bookable_id,
            kind: one.kind.clone(),
            from: one.span.start.rfc3339_in(zone),
            to: one.span.end.rfc3339_in(zone),
            label: match &one.cause {
                Cause::Occurrence { title, host, created_by, visibility, .. }
                    if sees_details(&cx.actor, *host, *created_by, *visibility, chain) =>
                {
                    title.clone()
                }
                Cause::Closure { names, .. } => names.get(cx.lang).to_owned(),
                Cause::Occurrence { .. } | Cause::Other(_) => {
                    state.texts.text(cx.lang, "reserved", None, &Map::new()).unwrap_or_default()
                }
            },
        })
        .collect()
}

/// A way on, in the caller's language.
pub(crate) fn alternative(cx: &Ctx, zone: Zone, way: &Alternative) -> AlternativeView {
    AlternativeView {
        why: way.why,
        bookable_id: way.bookable,
        name: way.names.get(cx.lang).to_owned(),
        start: way.start,
        starts_at: way.starts_at.rfc3339_in(zone),
        ends_at: way.ends_at.rfc3339_in(zone),
        layout_id: way.layout,
        original_start: way.original_start,
        state: way.answer,
    }
}

impl AlternativeView {
    /// A nearest free time of the same bookable.
    pub(crate) fn nearest(
        cx: &Ctx,
        candidate: &booking::model::wish::Candidate,
        slot: &booking::model::assess::Slot,
        verdict: &booking::model::assess::Verdict,
    ) -> Self {
        let event = slot.interval();
        Self {
            why: Why::SameRoomNearestTime,
            bookable_id: candidate.id,
            name: candidate.names.get(cx.lang).to_owned(),
            start: slot.start,
            starts_at: event.start.rfc3339_in(slot.zone),
            ends_at: event.end.rfc3339_in(slot.zone),
            layout_id: verdict.layout,
            original_start: None,
            state: Answer::of(&verdict.findings),
        }
    }
}
