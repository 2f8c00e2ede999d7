//! What a closure is about, and which closures somebody may know of.

use std::collections::{HashMap, HashSet};

use booking::{
    Engine,
    queries::{
        closures::{self, Closure},
        load::{Selection, load},
    },
};
use db::Conn;
use kernel::{BookableId, ClosureId, Ctx, Interval, Names, PlaceId, Rejection, ScopeId};

use super::visible;
use crate::{RoomsError, kind::KIND, policy::may_see};

/// What is to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosureScope {
    /// A place with everything that can be booked in it.
    Place(PlaceId),
    /// These rooms.
    Rooms(Vec<BookableId>),
}

/// The scopes behind it; rooms that the actor may not know of are not there.
pub async fn scope_of(conn: Conn<'_>, cx: &Ctx, scope: ClosureScope) -> Result<Vec<ScopeId>, RoomsError> {
    match scope {
        ClosureScope::Place(place) => {
            let place = buildings::queries::one(&conn, place).await?.ok_or(Rejection::NotFound("place"))?;
            Ok(vec![place.id.into()])
        }
        ClosureScope::Rooms(rooms) => {
            let seen = visible(conn, cx, &rooms).await?;
            if rooms.iter().any(|room| !seen.contains(room)) {
                return Err(Rejection::NotFound("room").into());
            }
            Ok(rooms.into_iter().map(ScopeId::from).collect())
        }
    }
}

/// One of the places or rooms that a closure closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedScope {
    /// Which one.
    pub id: ScopeId,
    /// Whether it is a room that was named, not a place with all that is in it.
    pub is_room: bool,
    /// Its code.
    pub code: String,
    /// What it is called.
    pub names: Names,
}

/// A closure, with what of it the actor may know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownClosure {
    /// As it is kept; hidden rooms are not among its scopes.
    pub closure: Closure,
    /// Its scopes, in the same order.
    pub closed: Vec<ClosedScope>,
}

/// Takes away what the actor may not know of: closures of nothing but hidden rooms, and hidden rooms of the others.
pub async fn known_closures(conn: Conn<'_>, cx: &Ctx, closures: Vec<Closure>) -> Result<Vec<KnownClosure>, RoomsError> {
    let mut known = with_names(conn, cx, closures).await?;
    known.retain(|one| !one.closed.is_empty());
    Ok(known)
}

/// One closure; for those who may know of nothing that it closes it is not there.
pub async fn known_closure(conn: Conn<'_>, cx: &Ctx, id: ClosureId) -> Result<KnownClosure, RoomsError> {
    let closure = closures::get(conn, id).await?;
    let known = known_closures(conn, cx, vec![closure]).await?;
    known.into_iter().next().ok_or(Rejection::NotFound("closure").into())
}

/// A closure that the actor has just made or lifted, and may see nothing of in the end.
pub async fn own_closure(conn: Conn<'_>, cx: &Ctx, id: ClosureId) -> Result<KnownClosure, RoomsError> {
    let closure = closures::get(conn, id).await?;
    let known = with_names(conn, cx, vec![closure.clone()]).await?;
    Ok(known.into_iter().next().unwrap_or(KnownClosure { closure, closed: vec![] }))
}

async fn with_names(conn: Conn<'_>, cx: &Ctx, closures: Vec<Closure>) -> Result<Vec<KnownClosure>, RoomsError> {
    let scopes: HashSet<ScopeId> = closures.iter().flat_map(|closure| closure.scopes.iter().copied()).collect();
    if scopes.is_empty() {
        return Ok(vec![]);
    }
    let places = buildings::queries::by_ids(&conn, scopes.iter().map(|scope| PlaceId(scope.0))).await?;
    let rooms: Vec<_> = scopes.iter().map(|scope| BookableId(scope.0)).collect();
    let now = Interval { start: cx.now, end: cx.now };
    let rooms = load(&Engine::new(vec![]), conn, &Selection::of(&rooms), now).await?;
    let places = places.into_iter().map(|place| ClosedScope {
        id: place.id.into(),
        is_room: false,
        code: place.code,
        names: place.names,
    });
    // What is closed of another kind, such as a vehicle, is told by its own area.
    let own = rooms.candidates.into_iter().filter(|room| room.kind == KIND);
    let rooms = own.filter(|room| may_see(&cx.actor, room, cx.now)).map(|room| ClosedScope {
        id: room.id.into(),
        is_room: true,
        code: room.code,
        names: room.names,
    });
    let known: HashMap<ScopeId, ClosedScope> = places.chain(rooms).map(|scope| (scope.id, scope)).collect();
    Ok(closures
        .into_iter()
        .map(|mut closure| {
            let closed: Vec<_> = closure.scopes.iter().filter_map(|scope| known.get(scope).cloned()).collect();
            closure.scopes.retain(|scope| known.contains_key(scope));
            KnownClosure { closure, closed }
        })
        .collect())
}
