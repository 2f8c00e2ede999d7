//! `POST /people/{id}/deactivate`: somebody leaves.

use axum::{extract::State, response::Response};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path, WriteProblems};
use kernel::PersonId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::views::PersonView;

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Deactivation {
    reason: Option<String>,
}

/// Ends the sessions and tokens of a person and lets them sign in no more. What they booked stays.
#[utoipa::path(
    post, path = "/people/{id}/deactivate", request_body = Option<Deactivation>,
    params(("id" = PersonId, Path, description = "The person"), ("If-Match" = Option<String>, Header, description = "The version seen")),
    responses((status = 200, description = "Deactivated", body = PersonView), (status = 412, description = "Not the present version"), WriteProblems)
)]
pub(super) async fn deactivate_person(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PersonId>,
    seen: Option<IfMatch>,
    Json(Deactivation { reason }): Json<Deactivation>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let person = commands::deactivate(&write.tx, &write.cx, id, seen, reason).await?;
    write.ok(Some(person.version), &PersonView::of(person, caller.cx.lang)).await
}
