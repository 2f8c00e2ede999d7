//! What closures look like to a caller.

use booking::{
    BookingError,
    commands::{
        close::{ClosureKind, NewClosure, OnHit},
        reassign::Reassignment,
    },
    model::assess::{Cause, Taken},
    policy::sees_details,
    queries::{
        availability::Answer,
        closures::Closure,
        load::Loaded,
        rehousing::{Place, Proposal, Proposals},
    },
};
use db::Conn;
use kernel::{
    BookableId, BookingId, ClosureId, Ctx, Fold, Instant, Interval, Lang, Names, OccurrenceId, PersonId, PlaceId,
    Rejection, ScopeId, WallTime, Zone, field::NamesInput,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    RoomsError,
    queries::{self, ClosedScope, ClosureScope, KnownClosure},
};

/// What is to be closed: a place with everything in it, or some rooms.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ClosureScope)]
pub(crate) struct ClosureScopeBody {
    /// The place.
    place_id: Option<PlaceId>,
    /// The rooms.
    room_ids: Option<Vec<BookableId>>,
}

/// A closure to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewClosure)]
pub(crate) struct NewClosureBody {
    /// What it is for: anything, or maintenance.
    #[serde(default = "closure")]
    kind: ClosureKind,
    scope: ClosureScopeBody,
    /// By the wall clock.
    start: WallTime,
    /// By the wall clock.
    end: WallTime,
    time_zone: Zone,
    reason: String,
    /// What people see instead of a booking.
    names: NamesInput,
    /// What to do with bookings that are hit: close nothing, close around them, or cancel them.
    #[serde(default = "fail")]
    on_conflict: OnHit,
}

const fn closure() -> ClosureKind {
    ClosureKind::Closure
}

const fn fail() -> OnHit {
    OnHit::Fail
}

impl NewClosureBody {
    pub(crate) async fn input(self, conn: Conn<'_>, cx: &Ctx) -> Result<NewClosure, RoomsError> {
        let Self { kind, scope, start, end, time_zone, reason, names, on_conflict } = self;
        let scope = match (scope.place_id, scope.room_ids) {
            (Some(place), None) => ClosureScope::Place(place),
            (None, Some(rooms)) if !rooms.is_empty() => ClosureScope::Rooms(rooms),
            _ => return Err(Rejection::field("scope", "invalid").into()),
        };
        let instant = |field, wall: WallTime| {
            if !wall.is_plausible() {
                return Err(Rejection::field(field, "invalid"));
            }
            wall.instant(time_zone, Fold::First).map_err(|_| Rejection::field(field, "time_does_not_exist"))
        };
        let span = Interval::new(instant("start", start)?, instant("end", end)?);
        let span = span.ok_or_else(|| Rejection::field("end", "before_start"))?;
        let names: Names = names.check("names").map_err(Rejection::from)?;
        let scopes = queries::scope_of(conn, cx, scope).await?;
        Ok(NewClosure { kind, scopes, span, names, reason, on_hit: on_conflict })
    }
}

/// A period in which something is closed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Closure)]
pub(crate) struct ClosureBody {
    id: ClosureId,
    kind: ClosureKind,
    site_id: PlaceId,
    /// The name in the caller's language.
    name: String,
    names: Names,
    reason: String,
    /// The places or rooms that were closed.
    scope_ids: Vec<ScopeId>,
    /// The same, by name.
    closed: Vec<ClosedScopeBody>,
    starts_at: Instant,
    ends_at: Instant,
    /// Who closed; null = the system.
    created_by: Option<PersonId>,
    /// When it was opened again; null = it was not.
    lifted_at: Option<Instant>,
}

/// A place that was closed with all that is in it, or a room.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClosedScope)]
pub(crate) struct ClosedScopeBody {
    id: ScopeId,
    /// Whether it is a room: then `id` is that by which it is booked.
    is_room: bool,
    code: String,
    /// The name in the caller's language.
    name: String,
}

impl ClosureBody {
    pub(crate) fn new(known: KnownClosure, lang: Lang) -> Self {
        let KnownClosure { closure, closed } = known;
        let Closure { id, kind, site, names, reason, scopes, starts_at, ends_at, created_by, lifted_at } = closure;
        Self {
            id,
            kind,
            site_id: site,
            name: names.get(lang).to_owned(),
            names,
            reason,
            scope_ids: scopes,
            closed: closed
                .into_iter()
                .map(|ClosedScope { id, is_room, code, names }| ClosedScopeBody {
                    id,
                    is_room,
                    code,
                    name: names.get(lang).to_owned(),
                })
                .collect(),
            starts_at,
            ends_at,
            created_by,
            lifted_at,
        }
    }
}

/// What a closure would do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClosurePreview)]
pub(crate) struct PreviewBody {
    /// What would be closed.
    bookables: Vec<BookableBody>,
    /// What is in the way.
    conflicts: Vec<HitBody>,
    /// Where the bookings in the way could go at the same time.
    proposals: Vec<ProposalBody>,
}

/// Something that would be closed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClosedBookable)]
pub(crate) struct BookableBody {
    id: BookableId,
    code: String,
    /// The name in the caller's language.
    name: String,
}

/// Something that is in the way of a closure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClosureConflict)]
pub(crate) struct HitBody {
    /// What is taken.
    bookable_ids: Vec<BookableId>,
    /// `confirmed`, `requested`, `hold`, `closure` or `maintenance`.
    kind: String,
    /// The blocked span, set-up and clear-up included.
    from: Instant,
    to: Instant,
    /// The booking, where the caller may know of it.
    booking_id: Option<BookingId>,
    occurrence_id: Option<OccurrenceId>,
    /// The title, where the caller may know it.
    label: Option<String>,
}

impl PreviewBody {
    pub(crate) fn new(cx: &Ctx, loaded: &Loaded, hits: &[Taken], proposals: &Proposals) -> Self {
        let bookables = loaded.candidates.iter().map(|candidate| BookableBody {
            id: candidate.id,
            code: candidate.code.clone(),
            name: candidate.names.get(cx.lang).to_owned(),
        });
        Self {
            bookables: bookables.collect(),
            conflicts: hits.iter().map(|hit| HitBody::new(cx, loaded, hit)).collect(),
            proposals: ProposalBody::all(cx, proposals),
        }
    }
}

impl HitBody {
    fn new(cx: &Ctx, loaded: &Loaded, hit: &Taken) -> Self {
        let holders: Vec<_> = loaded.candidates.iter().filter(|one| one.units.contains(&hit.unit)).collect();
        let (booking_id, occurrence_id, label) = match &hit.cause {
            Cause::Occurrence { occurrence, booking, title, host, created_by, visibility, .. } => {
                let known =
                    holders.iter().any(|one| sees_details(&cx.actor, *host, *created_by, *visibility, &one.chain));
                if known { (Some(*booking), Some(*occurrence), Some(title.clone())) } else { (None, None, None) }
            }
            Cause::Closure { names, .. } => (None, None, Some(names.get(cx.lang).to_owned())),
            Cause::Other(_) => (None, None, None),
        };
        Self {
            bookable_ids: holders.iter().map(|one| one.id).collect(),
            kind: hit.kind.clone(),
            from: hit.span.start,
            to: hit.span.end,
            booking_id,
            occurrence_id,
            label,
        }
    }
}

/// A booking that a closure hits, and where it could go at the same time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RehousingProposal)]
pub(crate) struct ProposalBody {
    occurrence_id: OccurrenceId,
    /// The closed room that it holds.
    from: BookableId,
    /// The name of that room in the caller's language.
    from_name: String,
    /// The booking, where the caller may know of it.
    booking_id: Option<BookingId>,
    /// The title, where the caller may know it.
    title: Option<String>,
    starts_at: Instant,
    ends_at: Instant,
    attendees: i64,
    /// Where it would fit best; null = nowhere. No two proposals take the same room at the same time.
    to: Option<NewPlaceBody>,
    /// Where else it would fit.
    others: Vec<NewPlaceBody>,
}

/// A room that is free for a booking that has to go.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RehousingPlace)]
pub(crate) struct NewPlaceBody {
    bookable_id: BookableId,
    /// The name in the caller's language.
    name: String,
    state: Answer,
}

impl ProposalBody {
    pub(crate) fn all(cx: &Ctx, proposals: &Proposals) -> Vec<Self> {
        proposals.items.iter().map(|one| Self::new(cx, &proposals.loaded, one)).collect()
    }

    fn new(cx: &Ctx, loaded: &Loaded, proposal: &Proposal) -> Self {
        let name = |id| loaded.get(id).map(|one| one.names.get(cx.lang).to_owned()).unwrap_or_default();
        let place = |place: &Place| NewPlaceBody {
            bookable_id: place.bookable,
            name: name(place.bookable),
            state: place.answer,
        };
        let chain = loaded.get(proposal.from).map(|one| one.chain.clone()).unwrap_or_default();
        let known = sees_details(&cx.actor, proposal.host, proposal.created_by, proposal.visibility, &chain);
        Self {
            occurrence_id: proposal.occurrence,
            from: proposal.from,
            from_name: name(proposal.from),
            booking_id: known.then_some(proposal.booking),
            title: known.then(|| proposal.title.clone()),
            starts_at: proposal.event.start,
            ends_at: proposal.event.end,
            attendees: proposal.attendees,
            to: proposal.to.as_ref().map(place),
            others: proposal.others.iter().map(place).collect(),
        }
    }
}

/// Which bookings go where.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Rehouse)]
pub(crate) struct RehouseBody {
    /// All or nothing.
    #[schema(min_items = 1, max_items = 200)]
    moves: Vec<RehousingBody>,
}

/// One date that goes to another room.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RehousingMove)]
struct RehousingBody {
    occurrence_id: OccurrenceId,
    from: BookableId,
    to: BookableId,
}

impl RehouseBody {
    pub(crate) fn moves(self) -> Vec<Reassignment> {
        self.moves
            .into_iter()
            .map(|RehousingBody { occurrence_id, from, to }| Reassignment { occurrence: occurrence_id, from, to })
            .collect()
    }
}

/// What still lies in a closure, and where it could go.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RehousingProposals)]
pub(crate) struct RehousingView {
    items: Vec<ProposalBody>,
}

/// What was moved out of a closure.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rehoused)]
pub(crate) struct RehousedBody {
    /// The booking of each move, in the order of the moves.
    pub(crate) booking_ids: Vec<BookingId>,
}

impl RehousingView {
    pub(crate) fn new(cx: &Ctx, proposals: &Proposals) -> Self {
        Self { items: ProposalBody::all(cx, proposals) }
    }
}

/// What the engine says about a closure, in the words of its fields.
pub(crate) fn refused(error: BookingError) -> RoomsError {
    match error {
        BookingError::Invalid { field, why } => Rejection::field(field, why).into(),
        other => other.into(),
    }
}
