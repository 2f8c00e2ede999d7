//! Policies: what holds for a room and where it comes from, and the versions set at a scope.

use std::collections::HashMap;

use booking::{
    Engine,
    commands::bookables::chain_of,
    model::policy::{Origins, Policy},
    policy::Permission,
    queries::{
        load::{Selection, load},
        policies::{Version, versions},
    },
};
use db::Conn;
use kernel::{BookableId, Ctx, Instant, Interval, Names, PlaceId, Rejection, ScopeId};
use uuid::Uuid;

use super::one;
use crate::{RoomsError, policy::may_see};

/// A place or room at which a part of a policy was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its id.
    pub scope: Uuid,
    /// `site`, `building`, `floor`, `space` or `room`.
    pub kind: &'static str,
    /// Its code.
    pub code: String,
    /// Its name in four languages.
    pub names: Names,
}

/// What holds for a room at an instant.
#[derive(Debug, Clone)]
pub struct Effective {
    /// The policy with every part decided.
    pub policy: Policy,
    /// The scope each part comes from; `None` = nobody said anything.
    pub origins: Origins,
    /// The places and the room of its chain, by id.
    pub scopes: HashMap<Uuid, Origin>,
}

/// What holds for a room that the actor may see.
pub async fn effective_policy(conn: Conn<'_>, cx: &Ctx, id: BookableId, at: Instant) -> Result<Effective, RoomsError> {
    let loaded = load(&Engine::new(vec![]), conn, &Selection::of(&[id]), Interval { start: at, end: at }).await?;
    let candidate = loaded.get(id).filter(|room| may_see(&cx.actor, room, cx.now));
    let candidate = candidate.ok_or(Rejection::NotFound("room"))?;
    let room = one(conn, id).await?.ok_or(Rejection::NotFound("room"))?;
    let (policy, origins) = candidate.policies.explain(at);
    let mut scopes: HashMap<_, _> = room
        .path
        .into_iter()
        .map(|place| {
            let origin = Origin { scope: place.id.0, kind: place.kind.as_str(), code: place.code, names: place.names };
            (place.id.0, origin)
        })
        .collect();
    scopes.insert(id.0, Origin { scope: id.0, kind: crate::kind::KIND, code: room.code, names: room.names });
    Ok(Effective { policy, origins, scopes })
}

/// The scopes that a place or room lies under, outermost first, itself last.
pub async fn scope_chain(conn: Conn<'_>, scope: ScopeId) -> Result<Vec<Uuid>, RoomsError> {
    let path = buildings::queries::path(&conn, PlaceId(scope.0)).await?;
    if path.is_empty() {
        return chain_of(conn, BookableId(scope.0)).await.map_err(|error| match error {
            booking::BookingError::NotFound(_) => Rejection::NotFound("scope").into(),
            other => other.into(),
        });
    }
    Ok(path.into_iter().map(|place| place.id.0).collect())
}

/// The versions set at a place or room, oldest first, for those who may set them.
pub async fn policy_versions(conn: Conn<'_>, cx: &Ctx, scope: ScopeId) -> Result<Vec<Version>, RoomsError> {
    let chain = scope_chain(conn, scope).await?;
    Permission::SetPolicy.require(&cx.actor, &chain)?;
    Ok(versions(conn, scope).await?)
}
