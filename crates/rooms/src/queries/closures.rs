//! What a closure is about, and which closures somebody may know of.

use std::collections::HashSet;

use booking::queries::closures::Closure;
use db::Conn;
use kernel::{BookableId, Ctx, PlaceId, Rejection, ScopeId};

use super::visible;
use crate::RoomsError;

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

/// Takes away what the actor may not know of: closures of nothing but hidden rooms, and hidden rooms of the others.
pub async fn known_closures(conn: Conn<'_>, cx: &Ctx, closures: Vec<Closure>) -> Result<Vec<Closure>, RoomsError> {
    let scopes: HashSet<ScopeId> = closures.iter().flat_map(|closure| closure.scopes.iter().copied()).collect();
    if scopes.is_empty() {
        return Ok(closures);
    }
    let places = buildings::queries::by_ids(&conn, scopes.iter().map(|scope| PlaceId(scope.0))).await?;
    let rooms: Vec<_> = scopes.iter().map(|scope| BookableId(scope.0)).collect();
    let rooms = visible(conn, cx, &rooms).await?;
    let known: HashSet<ScopeId> =
        places.into_iter().map(|place| place.id.into()).chain(rooms.into_iter().map(ScopeId::from)).collect();
    Ok(closures
        .into_iter()
        .filter_map(|mut closure| {
            closure.scopes.retain(|scope| known.contains(scope));
            (!closure.scopes.is_empty()).then_some(closure)
        })
        .collect())
}
