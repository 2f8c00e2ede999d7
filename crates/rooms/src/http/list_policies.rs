//! `GET /policies`

use axum::{extract::State, response::Response};
use booking::{model::policy::PolicyParts, queries::policies::Version};
use httpkit::{ApiError, AppState, Caller, Page, Query, answer};
use kernel::{Instant, PersonId, ScopeId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::queries;

/// What was set at a place or room, from an instant on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyVersion)]
pub(crate) struct Body {
    /// The place or room.
    scope_id: ScopeId,
    /// From when it holds, until the next one.
    valid_from: Instant,
    /// What it says; absent parts are inherited from the scope around it.
    parts: PolicyParts,
    /// Who set it; null = the system.
    created_by: Option<PersonId>,
    created_at: Instant,
}

impl From<Version> for Body {
    fn from(version: Version) -> Self {
        let Version { scope, valid_from, parts, created_by, created_at } = version;
        Self { scope_id: scope, valid_from, parts, created_by, created_at }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// The place or room.
    scope: ScopeId,
}

/// The versions set at a place or room, oldest first; for those who may set them.
#[utoipa::path(get, path = "/policies", tag = "policies", params(Filter),
    responses((status = 200, body = Page<Body>), httpkit::ReadProblems))]
pub(crate) async fn list_policies(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { scope }): Query<Filter>,
) -> Result<Response, ApiError> {
    let versions = queries::policy_versions((&state.db).into(), &caller.cx, scope).await?;
    answer(None, &Page::whole(versions.into_iter().map(Body::from).collect()))
}
