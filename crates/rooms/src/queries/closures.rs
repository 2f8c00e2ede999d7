//! What a closure is about.

use db::Conn;
use kernel::{BookableId, Ctx, PlaceId, ScopeId};

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
            let place = buildings::queries::one(&conn, place).await?.ok_or(RoomsError::NotFound("place"))?;
            Ok(vec![place.id.into()])
        }
        ClosureScope::Rooms(rooms) => {
            let seen = visible(conn, cx, &rooms).await?;
            if rooms.iter().any(|room| !seen.contains(room)) {
                return Err(RoomsError::NotFound("room"));
            }
            Ok(rooms.into_iter().map(ScopeId::from).collect())
        }
    }
}
