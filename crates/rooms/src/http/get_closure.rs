//! `GET /closures/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::ClosureId;

use super::closure_body::ClosureBody;
use crate::queries;

/// One closure, lifted or not.
#[utoipa::path(get, path = "/closures/{id}", tag = "closures", params(("id" = ClosureId, Path)),
    responses((status = 200, body = ClosureBody), httpkit::ReadProblems))]
pub(crate) async fn get_closure(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<ClosureId>,
) -> Result<Response, ApiError> {
    let closure = queries::known_closure((&state.db).into(), &caller.cx, id).await?;
    answer(None, &ClosureBody::new(closure, caller.cx.lang))
}
