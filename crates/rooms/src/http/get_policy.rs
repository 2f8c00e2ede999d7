//! `GET /rooms/{id}/policy`

use std::collections::HashMap;

use axum::{extract::State, response::Response};
use booking::model::policy::{Approval, Audience, Buffers, Hours, Presence, Window};
use httpkit::{ApiError, AppState, Caller, Path, Query, answer};
use kernel::{BookableId, Instant, Lang};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::queries::{self, Effective, Origin};

/// What holds for a room, each part with where it comes from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EffectivePolicy)]
pub(crate) struct Body {
    /// When it holds.
    at: Instant,
    hours: Part<Hours>,
    window: Part<Window>,
    audience: Part<Audience>,
    approval: Part<Approval>,
    buffers: Part<Buffers>,
    presence: Part<Presence>,
}

/// A part of a policy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyPart)]
pub(crate) struct Part<T> {
    /// What it says.
    value: T,
    /// Where it was set; null = nobody said anything, and everything is open.
    from: Option<OriginBody>,
}

/// The place or room at which a part of a policy was set.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = PolicyOrigin)]
pub(crate) struct OriginBody {
    scope_id: Uuid,
    /// `site`, `building`, `floor`, `space` or `room`.
    kind: &'static str,
    code: String,
    /// The name in the caller's language.
    name: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct When {
    /// At which instant; now, unless told otherwise.
    at: Option<Instant>,
}

/// What holds for a room, each part with where it comes from.
#[utoipa::path(get, path = "/rooms/{id}/policy", tag = "policies", params(("id" = BookableId, Path), When),
    responses((status = 200, body = Body), httpkit::ReadProblems))]
pub(crate) async fn get_policy(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    Query(When { at }): Query<When>,
) -> Result<Response, ApiError> {
    let at = at.unwrap_or(caller.cx.now);
    let Effective { policy, origins, scopes } =
        queries::effective_policy((&state.db).into(), &caller.cx, id, at).await?;
    let from = |scope: Option<Uuid>| origin(&scopes, scope, caller.cx.lang);
    let body = Body {
        at,
        hours: Part { value: policy.hours, from: from(origins.hours) },
        window: Part { value: policy.window, from: from(origins.window) },
        audience: Part { value: policy.audience, from: from(origins.audience) },
        approval: Part { value: policy.approval, from: from(origins.approval) },
        buffers: Part { value: policy.buffers, from: from(origins.buffers) },
        presence: Part { value: policy.presence, from: from(origins.presence) },
    };
    answer(None, &body)
}

fn origin(scopes: &HashMap<Uuid, Origin>, scope: Option<Uuid>, lang: Lang) -> Option<OriginBody> {
    let Origin { scope, kind, code, names } = scopes.get(&scope?)?.clone();
    Some(OriginBody { scope_id: scope, kind, code, name: names.get(lang).to_owned() })
}
