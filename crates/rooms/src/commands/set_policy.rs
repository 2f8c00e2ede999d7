//! Sets what holds at a place or room from an instant on.

use booking::{Engine, commands::policies, model::policy::PolicyParts};
use db::WriteTx;
use kernel::{Ctx, Instant, Rejection, ScopeId};

use crate::{RoomsError, queries};

/// Where, from when, and what.
#[derive(Debug, Clone, PartialEq)]
pub struct SetPolicy {
    /// The place or room.
    pub scope: ScopeId,
    /// From when it holds; `None` = from now.
    pub valid_from: Option<Instant>,
    /// What it says; absent parts are inherited.
    pub parts: PolicyParts,
}

/// Sets a policy. People cannot change what held in the past. Answers from when it holds.
/// What only its own area books ([`booking::Kind::booked_at`]) only that area's people decide about.
pub async fn set_policy(engine: &Engine, tx: &WriteTx, cx: &Ctx, input: SetPolicy) -> Result<Instant, RoomsError> {
    let SetPolicy { scope, valid_from, parts } = input;
    let valid_from = valid_from.unwrap_or(cx.now);
    let chain = queries::scope_chain(tx.into(), scope).await?;
    let kind = booking::queries::policies::kind_of(tx.into(), scope).await?;
    match kind.as_deref().and_then(|kind| engine.kind(kind)) {
        Some(kind) => kind.require_policy(&cx.actor, &chain)?,
        None => booking::policy::Permission::SetPolicy.require(&cx.actor, &chain)?,
    }
    if valid_from < cx.now && !cx.actor.is_system() {
        return Err(Rejection::field("valid_from", "in_the_past").into());
    }
    policies::put_policy(tx, cx, scope, valid_from, &parts).await?;
    Ok(valid_from)
}
