//! What is taken, for drawing: a few statements, however many rooms and days.

use std::collections::{BTreeMap, HashMap};

use db::Conn;
use kernel::{Actor, BookableId, BookingId, Ctx, Instant, Interval, Names, OccurrenceId, PersonId, PlaceId, UnitId};
use uuid::Uuid;

use super::{
    calendar::{Probe, taken_or_asked},
    load::{Loaded, Selection, load},
};
use crate::{
    BookingError, Engine,
    model::{assess::Cause, state::State},
    policy::{Permission, is_own, sees_details},
};

/// What to draw.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// These bookables; empty = all that match the rest.
    pub bookables: Vec<BookableId>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only on this site.
    pub site: Option<PlaceId>,
    /// Who manages the bookings of this kind under a chain; as for rooms, unless told.
    pub manages: Option<fn(&Actor, &[Uuid]) -> bool>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// On which row.
    pub bookable: BookableId,
    /// The kind of occupancy.
    pub kind: String,
    /// The event, without set-up and clear-up.
    pub event: Interval,
    /// Set-up + event + clear-up.
    pub blocked: Interval,
    /// The date behind it; only for whoever may see details.
    pub occurrence: Option<OccurrenceId>,
    /// Its booking; likewise.
    pub booking: Option<BookingId>,
    /// Its title; likewise.
    pub title: Option<String>,
    /// Its host; likewise.
    pub host: Option<PersonId>,
    /// What a closure is called.
    pub closure: Option<Names>,
    /// Whether it is the actor's own.
    pub mine: bool,
    /// How the date stands; only for whoever may see details.
    pub state: Option<State>,
    /// Its version; likewise.
    pub version: Option<i64>,
    /// Whether the actor may move it now, as far as this bookable goes.
    pub may_change: bool,
}

/// The rows that the actor may see, and what is taken on them in a span. A booking of a whole hall shows on its halves too.
pub async fn timeline(
    engine: &Engine,
    conn: Conn<'_>,
    cx: &Ctx,
    view: &View,
    span: Interval,
) -> Result<(Loaded, Vec<Bar>), BookingError> {
    let View { bookables, kind, site, manages } = view;
    let manages = manages.unwrap_or(|actor, chain| Permission::ManageBookings.held_by(actor, chain));
    let selection = Selection {
        ids: (!bookables.is_empty()).then(|| bookables.clone()),
        kind: kind.clone(),
        site: *site,
        ..Selection::default()
    };
    let mut loaded = load(engine, conn, &selection, span).await?;
    loaded
        .candidates
        .retain(|candidate| candidate.policies.at(cx.now).audience.see.includes(&cx.actor, &candidate.chain));
    let mut rows: BTreeMap<UnitId, Vec<usize>> = BTreeMap::new();
    for (index, candidate) in loaded.candidates.iter().enumerate() {
        for unit in &candidate.units {
            rows.entry(*unit).or_default().push(index);
        }
    }
    let units: Vec<UnitId> = rows.keys().copied().collect();
    if units.is_empty() {
        return Ok((loaded, vec![]));
    }
    let mut bars: HashMap<(BookableId, Uuid, Instant), Bar> = HashMap::new();
    for one in taken_or_asked(conn, &[Probe { units, spans: vec![span] }]).await? {
        for index in rows.get(&one.unit).into_iter().flatten() {
            let candidate = &loaded.candidates[*index];
            let bar = bar(cx, candidate, &one, manages);
            bars.entry((candidate.id, one.cause.id(), one.span.start)).or_insert(bar);
        }
    }
    let mut bars: Vec<Bar> = bars.into_values().collect();
    bars.sort_by_key(|bar| (bar.bookable, bar.blocked.start, bar.occurrence));
    Ok((loaded, bars))
}

fn bar(
    cx: &Ctx,
    candidate: &crate::model::wish::Candidate,
    one: &crate::model::assess::Taken,
    manages: fn(&Actor, &[Uuid]) -> bool,
) -> Bar {
    let mut bar = Bar {
        bookable: candidate.id,
        kind: one.kind.clone(),
        event: one.event,
        blocked: one.span,
        occurrence: None,
        booking: None,
        title: None,
        host: None,
        closure: None,
        mine: false,
        state: None,
        version: None,
        may_change: false,
    };
    match &one.cause {
        Cause::Occurrence { occurrence, booking, title, host, created_by, visibility, state, version } => {
            if sees_details(&cx.actor, *host, *created_by, *visibility, &candidate.chain) {
                bar.occurrence = Some(*occurrence);
                bar.booking = Some(*booking);
                bar.title = Some(title.clone());
                bar.host = Some(*host);
                bar.mine = !cx.actor.is_system() && is_own(&cx.actor, *host, *created_by);
                bar.state = Some(*state);
                bar.version = Some(*version);
                let is_open = matches!(state, State::Requested | State::Confirmed) && one.event.start > cx.now;
                let own = is_own(&cx.actor, *host, *created_by) && Permission::Book.held_by(&cx.actor, &[]);
                bar.may_change = is_open && (own || manages(&cx.actor, &candidate.chain));
            }
        }
        Cause::Closure { names, .. } => bar.closure = Some(names.clone()),
        Cause::Other(_) => {}
    }
    bar
}
