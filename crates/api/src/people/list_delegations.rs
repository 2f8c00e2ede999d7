//! `GET /people/{id}/delegations`: who acts for whom.

use axum::{extract::State, response::Response};
use directory::queries::{delegations_of, names_of};
use httpkit::{ApiError, AppState, Caller, Page, Path, Query, ReadProblems};
use kernel::PersonId;

use super::{NoFilter, person_with_visible_grants, views::DelegationView};

/// The delegations in which a person acts or is acted for: one's own, or by the permission `see_grants`.
#[utoipa::path(
    get, path = "/people/{id}/delegations", params(("id" = PersonId, Path, description = "The person")),
    responses((status = 200, description = "All of them", body = Page<DelegationView>), ReadProblems)
)]
pub(super) async fn list_delegations(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PersonId>,
    Query(NoFilter {}): Query<NoFilter>,
) -> Result<Response, ApiError> {
    let person = person_with_visible_grants(&state, &caller, id).await?;
    let delegations = delegations_of(state.db.read(), person.id).await?;
    let people = delegations.iter().flat_map(|delegation| [delegation.principal, delegation.delegate]);
    let names = names_of(state.db.read(), people).await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    httpkit::answer(None, &Page::whole(delegations).map(|delegation| DelegationView::of(&delegation, name)))
}
