//! `GET /people/{id}`: one colleague.

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, ReadProblems};
use kernel::PersonId;

use super::views::PersonView;

/// One colleague.
#[utoipa::path(
    get, path = "/people/{id}", params(("id" = PersonId, Path, description = "The person")),
    responses((status = 200, description = "The person", body = PersonView), ReadProblems)
)]
pub(super) async fn get_person(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PersonId>,
) -> Result<Response, ApiError> {
    let person = directory::queries::person(state.db.read(), id).await?;
    httpkit::answer(Some(person.version), &PersonView::of(person, caller.cx.lang))
}
