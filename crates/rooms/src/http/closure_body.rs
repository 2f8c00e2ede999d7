//! What closures look like to a caller.

use booking::{
    BookingError,
    commands::close::{NewClosure, OnHit},
    model::assess::{Cause, Taken},
    policy::sees_details,
    queries::{closures::Closure, load::Loaded},
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
    queries::{self, ClosureScope},
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

const fn fail() -> OnHit {
    OnHit::Fail
}

impl NewClosureBody {
    pub(crate) async fn input(self, conn: Conn<'_>, cx: &Ctx) -> Result<NewClosure, RoomsError> {
        let Self { scope, start, end, time_zone, reason, names, on_conflict } = self;
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
        Ok(NewClosure { scopes, span, names, reason, on_hit: on_conflict })
    }
}

/// A period in which something is closed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Closure)]
pub(crate) struct ClosureBody {
    id: ClosureId,
    site_id: PlaceId,
    /// The name in the caller's language.
    name: String,
    names: Names,
    reason: String,
    /// The places or rooms that were closed.
    scope_ids: Vec<ScopeId>,
    starts_at: Instant,
    ends_at: Instant,
    /// Who closed; null = the system.
    created_by: Option<PersonId>,
    /// When it was opened again; null = it was not.
    lifted_at: Option<Instant>,
}

impl ClosureBody {
    pub(crate) fn new(closure: Closure, lang: Lang) -> Self {
        let Closure { id, site, names, reason, scopes, starts_at, ends_at, created_by, lifted_at } = closure;
        Self {
            id,
            site_id: site,
            name: names.get(lang).to_owned(),
            names,
            reason,
            scope_ids: scopes,
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
    pub(crate) fn new(cx: &Ctx, loaded: &Loaded, hits: &[Taken]) -> Self {
        let bookables = loaded.candidates.iter().map(|candidate| BookableBody {
            id: candidate.id,
            code: candidate.code.clone(),
            name: candidate.names.get(cx.lang).to_owned(),
        });
        Self {
            bookables: bookables.collect(),
            conflicts: hits.iter().map(|hit| HitBody::new(cx, loaded, hit)).collect(),
        }
    }
}

impl HitBody {
    fn new(cx: &Ctx, loaded: &Loaded, hit: &Taken) -> Self {
        let holders: Vec<_> = loaded.candidates.iter().filter(|one| one.units.contains(&hit.unit)).collect();
        let (booking_id, occurrence_id, label) = match &hit.cause {
            Cause::Occurrence { occurrence, booking, title, host, created_by, visibility, event: _ } => {
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

/// What the engine says about a closure, in the words of its fields.
pub(crate) fn refused(error: BookingError) -> RoomsError {
    match error {
        BookingError::Invalid { field, why } => Rejection::field(field, why).into(),
        other => other.into(),
    }
}
