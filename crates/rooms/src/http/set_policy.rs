//! `PUT /policies/{scope_id}`

use axum::{extract::State, response::Response};
use booking::{
    Engine,
    model::policy::{Approval, Audience, Buffers, Hours, PolicyParts, Presence, Window},
};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{Instant, ScopeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::commands::{self, SetPolicy};

/// What is to hold at a place or room. An absent part is inherited from the scope around it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPolicy)]
pub(crate) struct Input {
    /// From when it holds; now, unless told otherwise.
    valid_from: Option<Instant>,
    hours: Option<Hours>,
    window: Option<Window>,
    audience: Option<Audience>,
    approval: Option<Approval>,
    buffers: Option<Buffers>,
    presence: Option<Presence>,
}

/// What was set.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicySet)]
pub(crate) struct Body {
    /// The place or room.
    scope_id: ScopeId,
    /// From when it holds.
    valid_from: Instant,
    /// What it says.
    parts: PolicyParts,
}

/// Sets what holds at a place or room from an instant on. Dates that are booked already stay as they are.
#[utoipa::path(put, path = "/policies/{scope_id}", tag = "policies", params(("scope_id" = ScopeId, Path)),
    request_body = Input, responses((status = 200, body = Body), httpkit::WriteProblems))]
pub(crate) async fn set_policy(
    State(state): State<AppState>,
    caller: Caller,
    Path(scope): Path<ScopeId>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { valid_from, hours, window, audience, approval, buffers, presence } = input;
    let parts = PolicyParts { hours, window, audience, approval, buffers, presence };
    let write = caller.begin(&state).await?;
    let input = SetPolicy { scope, valid_from, parts: parts.clone() };
    let valid_from = commands::set_policy(state.get::<Engine>(), &write.tx, &write.cx, input).await?;
    write.ok(None, &Body { scope_id: scope, valid_from, parts }).await
}
