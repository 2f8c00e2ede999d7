//! One date of a booking.

use std::collections::HashMap;

use booking::{
    Engine,
    commands::attend::check_in_window,
    model::{
        booking::{ApprovalState, Booking, Occurrence},
        state::State,
    },
    policy::may_change,
    queries::{
        bookings::{ApprovalLine, Details},
        load::Loaded,
    },
};
use httpkit::{ApiError, AppState, Caller};
use kernel::{ApprovalId, BookableId, BookingId, Ctx, Interval, LayoutId, Names, OccurrenceId, PersonId, WallTime};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{People, PersonRef};
use crate::booking::engine;

/// One date of a booking.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Occurrence)]
pub(crate) struct OccurrenceView {
    id: OccurrenceId,
    booking_id: BookingId,
    /// The date as the series gives it: the id of the date within its series.
    original_start: WallTime,
    /// When it starts, by the wall clock of the booking's zone.
    start: WallTime,
    duration_minutes: i64,
    #[schema(format = DateTime)]
    starts_at: String,
    #[schema(format = DateTime)]
    ends_at: String,
    state: State,
    /// Why it is in that state.
    reason: Option<String>,
    title: String,
    attendees: i64,
    /// What the date has of its own: `time`, `room`, `title`, `attendees`.
    #[schema(value_type = Vec<String>)]
    overridden: Vec<&'static str>,
    claims: Vec<ClaimView>,
    approvals: Vec<ApprovalLineView>,
    /// When one can check in; null where nobody needs to, or somebody has.
    check_in: Option<CheckInView>,
    /// What the caller may do now: `edit`, `cancel`, `check_in`, `extend`, `end`, `release`.
    #[schema(value_type = Vec<String>)]
    may: Vec<&'static str>,
    /// The path of the API where alone this date is read whole and changed, as its area knows more rules (`/vehicle-reservations/…`);
    /// null = here.
    booked_at: Option<String>,
    version: i64,
}

/// A date's hold on a bookable.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Claim)]
pub(crate) struct ClaimView {
    bookable_id: BookableId,
    bookable_name: String,
    /// What kind of thing it is: `room`, `vehicle`, …
    bookable_kind: String,
    layout_id: Option<LayoutId>,
    layout_name: Option<String>,
    setup_minutes: i64,
    cleanup_minutes: i64,
    /// From when it is taken, set-up included.
    #[schema(format = DateTime)]
    blocked_from: String,
    /// Until when it is taken, clear-up included.
    #[schema(format = DateTime)]
    blocked_to: String,
}

/// One decision that was asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ApprovalLine)]
pub(crate) struct ApprovalLineView {
    id: ApprovalId,
    bookable_id: BookableId,
    /// Which stage, from 1.
    stage: i64,
    state: ApprovalState,
    decided_by: Option<PersonRef>,
    reason: Option<String>,
}

/// When one can check in.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CheckIn)]
pub(crate) struct CheckInView {
    #[schema(format = DateTime)]
    opens_at: String,
    #[schema(format = DateTime)]
    closes_at: String,
}

/// What is needed besides a date to show it.
#[derive(Debug)]
pub(crate) struct Lens {
    pub(crate) people: People,
    names: HashMap<BookableId, (Names, Vec<Uuid>)>,
    kinds: HashMap<BookableId, String>,
    layouts: HashMap<LayoutId, Names>,
    engine: Engine,
}

impl Lens {
    /// For a booking that was just read or written.
    pub(crate) async fn of_details(state: &AppState, caller: &Caller, details: &Details) -> Result<Self, ApiError> {
        let names =
            details.bookables.iter().map(|(id, label)| (*id, (label.names.clone(), label.chain.clone()))).collect();
        let Booking { host, created_by, .. } = details.booking;
        let mut ids: Vec<PersonId> = details.approvals.iter().filter_map(|line| line.decided_by).collect();
        ids.push(host);
        ids.extend(created_by);
        let people = People::load(state, caller, ids).await?;
        let kinds = details.bookables.iter().map(|(id, label)| (*id, label.kind.clone())).collect();
        Ok(Self { people, names, kinds, layouts: details.layouts.clone(), engine: engine(state).clone() })
    }

    /// For dates of several bookings.
    pub(crate) async fn of_dates(
        state: &AppState,
        caller: &Caller,
        dates: &[(Occurrence, Booking)],
        approvals: &[ApprovalLine],
        loaded: &Loaded,
    ) -> Result<Self, ApiError> {
        let mut ids: Vec<PersonId> = approvals.iter().filter_map(|line| line.decided_by).collect();
        for (_, booking) in dates {
            ids.push(booking.host);
            ids.extend(booking.created_by);
        }
        let people = People::load(state, caller, ids).await?;
        let names = loaded.candidates.iter().map(|c| (c.id, (c.names.clone(), c.chain.clone()))).collect();
        let kinds = loaded.candidates.iter().map(|c| (c.id, c.kind.clone())).collect();
        let layouts = dates
            .iter()
            .flat_map(|(date, _)| date.claims.iter().filter_map(|claim| claim.layout))
            .filter_map(|id| Some((id, loaded.layout_names(id)?)))
            .collect();
        Ok(Self { people, names, kinds, layouts, engine: engine(state).clone() })
    }

    /// Where alone the date is changed; `None` = here.
    fn booked_elsewhere(&self, date: &Occurrence) -> Option<&'static str> {
        let kinds = date.claims.iter().filter_map(|claim| self.kinds.get(&claim.bookable));
        kinds.into_iter().find_map(|kind| self.engine.booked_elsewhere(kind))
    }

    /// What a bookable is called.
    pub(crate) fn bookable_name(&self, id: BookableId, cx: &Ctx) -> String {
        self.names.get(&id).map(|(names, _)| names.get(cx.lang).to_owned()).unwrap_or_default()
    }
}

fn awaits_check_in(date: &Occurrence) -> bool {
    date.state == State::Confirmed && date.release_at.is_some()
}

impl OccurrenceView {
    /// The date as the caller may see and change it.
    pub(crate) fn new(cx: &Ctx, lens: &Lens, booking: &Booking, date: &Occurrence, approvals: &[ApprovalLine]) -> Self {
        let zone = booking.series.zone;
        let window = if awaits_check_in(date) { check_in_window(date) } else { None };
        let claims = date.claims.iter().map(|claim| ClaimView {
            bookable_id: claim.bookable,
            bookable_name: lens.bookable_name(claim.bookable, cx),
            bookable_kind: lens.kinds.get(&claim.bookable).cloned().unwrap_or_default(),
            layout_id: claim.layout,
            layout_name: claim.layout.and_then(|id| Some(lens.layouts.get(&id)?.get(cx.lang).to_owned())),
            setup_minutes: claim.setup_minutes,
            cleanup_minutes: claim.cleanup_minutes,
            blocked_from: claim.blocked.start.rfc3339_in(zone),
            blocked_to: claim.blocked.end.rfc3339_in(zone),
        });
        let asked = approvals.iter().filter(|line| line.occurrence == date.id && line.state != ApprovalState::Moot);
        let asked = asked.map(|line| ApprovalLineView {
            id: line.id,
            bookable_id: line.bookable,
            stage: line.stage,
            state: line.state,
            decided_by: line.decided_by.map(|id| lens.people.person(id)),
            reason: line.reason.clone(),
        });
        Self {
            id: date.id,
            booking_id: date.booking,
            original_start: date.original_start,
            start: date.start,
            duration_minutes: date.duration_minutes,
            starts_at: date.starts_at.rfc3339_in(zone),
            ends_at: date.ends_at.rfc3339_in(zone),
            state: date.state,
            reason: date.reason.clone(),
            title: date.title.clone().unwrap_or_else(|| booking.title.clone()),
            attendees: date.attendees.unwrap_or(booking.attendees),
            overridden: date.overridden.words(),
            claims: claims.collect(),
            approvals: asked.collect(),
            may: may(cx, lens, booking, date, window),
            booked_at: lens.booked_elsewhere(date).map(|at| format!("{at}/{}", date.id)),
            check_in: window.map(|window| CheckInView {
                opens_at: window.start.rfc3339_in(zone),
                closes_at: window.end.rfc3339_in(zone),
            }),
            version: date.version,
        }
    }

    pub(crate) fn may(&self, what: &str) -> bool {
        self.may.contains(&what)
    }

    /// What it takes.
    pub(crate) fn bookable_names(&self) -> Vec<String> {
        self.claims.iter().map(|claim| claim.bookable_name.clone()).collect()
    }

    pub(crate) const fn version(&self) -> i64 {
        self.version
    }
}

/// What the caller may do with a date now.
fn may(cx: &Ctx, lens: &Lens, booking: &Booking, date: &Occurrence, window: Option<Interval>) -> Vec<&'static str> {
    let chains: Vec<Vec<Uuid>> = date
        .claims
        .iter()
        .filter_map(|claim| lens.names.get(&claim.bookable).map(|(_, chain)| chain.clone()))
        .collect();
    if lens.booked_elsewhere(date).is_some() || may_change(&cx.actor, booking, &chains).is_err() {
        return vec![];
    }
    let now = cx.now;
    let open = matches!(date.state, State::Requested | State::Confirmed);
    let going_on = date.starts_at <= now && now < date.ends_at;
    [
        ("edit", open && date.starts_at > now),
        ("cancel", open && date.ends_at > now),
        ("check_in", window.is_some_and(|window| window.contains(now))),
        ("extend", date.ends_at > now && (date.state == State::InUse || (date.state == State::Confirmed && going_on))),
        ("end", date.state == State::InUse),
        ("release", date.state == State::Confirmed && going_on),
    ]
    .into_iter()
    .filter_map(|(what, is_possible)| is_possible.then_some(what))
    .collect()
}
