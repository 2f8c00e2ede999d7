//! `POST /people/{id}/grants`: grant a role.

use axum::{extract::State, response::Response};
use directory::{DirectoryError, commands};
use httpkit::{ApiError, AppState, Caller, Json, Path, WriteProblems};
use kernel::{Instant, PersonId, Role};
use serde::Deserialize;
use utoipa::ToSchema;

use super::views::{GrantView, ScopeView};

/// A role, where it holds, and for how long.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewGrant {
    role: Role,
    scope: ScopeView,
    /// Null: at once.
    valid_from: Option<Instant>,
    /// Null: until revoked.
    valid_to: Option<Instant>,
}

/// Grants a role. The caller's permission must hold for the scope of the grant.
#[utoipa::path(
    post, path = "/people/{id}/grants", request_body = NewGrant,
    params(("id" = PersonId, Path, description = "The person")),
    responses((status = 201, description = "Granted", body = GrantView), WriteProblems)
)]
pub(super) async fn add_grant(
    State(state): State<AppState>,
    caller: Caller,
    Path(person): Path<PersonId>,
    Json(NewGrant { role, scope, valid_from, valid_to }): Json<NewGrant>,
) -> Result<Response, ApiError> {
    let scope = scope.scope().ok_or_else(|| DirectoryError::field("scope", "invalid"))?;
    let write = caller.begin(&state).await?;
    let input = commands::NewGrant { person, role, scope, valid_from, valid_to };
    let grant = commands::grant_role(&write.tx, &write.cx, input).await?;
    write.created(&format!("/people/{person}/grants/{}", grant.id), None, &GrantView::from(grant)).await
}
