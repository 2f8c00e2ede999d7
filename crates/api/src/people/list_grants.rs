//! `GET /people/{id}/grants`: the roles of a person.

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, Path, Query, ReadProblems};
use kernel::PersonId;

use super::{NoFilter, person_with_visible_grants, views::GrantView};

/// The roles of a person, in force or not: one's own, or by the permission `see_grants`.
#[utoipa::path(
    get, path = "/people/{id}/grants", params(("id" = PersonId, Path, description = "The person")),
    responses((status = 200, description = "All of them", body = Page<GrantView>), ReadProblems)
)]
pub(super) async fn list_grants(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PersonId>,
    Query(NoFilter {}): Query<NoFilter>,
) -> Result<Response, ApiError> {
    let person = person_with_visible_grants(&state, &caller, id).await?;
    let grants = directory::queries::grants_of(state.db.read(), person.id).await?;
    httpkit::answer(None, &Page::whole(grants).map(GrantView::from))
}
