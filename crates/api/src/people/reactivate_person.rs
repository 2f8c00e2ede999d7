//! `POST /people/{id}/reactivate`: somebody comes back.

use axum::{extract::State, response::Response};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, IfMatch, Path, WriteProblems};
use kernel::PersonId;

use super::views::PersonView;

/// Lets a person sign in again, with the roles they had.
#[utoipa::path(
    post, path = "/people/{id}/reactivate",
    params(("id" = PersonId, Path, description = "The person"), ("If-Match" = Option<String>, Header, description = "The version seen")),
    responses((status = 200, description = "Active again", body = PersonView), (status = 412, description = "Not the present version"), WriteProblems)
)]
pub(super) async fn reactivate_person(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PersonId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let person = commands::reactivate(&write.tx, &write.cx, id, seen.and_then(IfMatch::version)).await?;
    write.ok(Some(person.version), &PersonView::of(person, caller.cx.lang)).await
}
