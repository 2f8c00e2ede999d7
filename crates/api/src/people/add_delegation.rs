//! `POST /people/{id}/delegations`: let somebody act for a person.

use axum::{extract::State, response::Response};
use directory::{commands, queries::names_of};
use httpkit::{ApiError, AppState, Caller, Json, Path, WriteProblems};
use kernel::{Instant, PersonId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::views::DelegationView;

/// Who acts, and for how long.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDelegation {
    delegate_id: PersonId,
    /// Null: at once.
    valid_from: Option<Instant>,
    /// Null: until ended.
    valid_to: Option<Instant>,
}

/// Lets somebody act for the person: they themselves say so, or who manages people.
#[utoipa::path(
    post, path = "/people/{id}/delegations", request_body = NewDelegation,
    params(("id" = PersonId, Path, description = "The person who is acted for")),
    responses((status = 201, description = "Delegated", body = DelegationView), WriteProblems)
)]
pub(super) async fn add_delegation(
    State(state): State<AppState>,
    caller: Caller,
    Path(principal): Path<PersonId>,
    Json(NewDelegation { delegate_id, valid_from, valid_to }): Json<NewDelegation>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = commands::NewDelegation { principal, delegate: delegate_id, valid_from, valid_to };
    let delegation = commands::delegate(&write.tx, &write.cx, input).await?;
    let names = names_of(&write.tx, [principal, delegate_id]).await?;
    let path = format!("/people/{principal}/delegations/{}", delegation.id);
    let view = DelegationView::of(&delegation, |id| names.get(&id).cloned().unwrap_or_default());
    write.created(&path, None, &view).await
}
