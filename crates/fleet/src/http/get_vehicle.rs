//! `GET /vehicles/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::BookableId;

use super::body::{VehicleDetail, detail};
use crate::queries;

/// One vehicle, in whatever state, with everything that hangs on it and that the caller may see.
#[utoipa::path(get, path = "/vehicles/{id}", tag = "fleet", params(("id" = BookableId, Path)),
    responses((status = 200, body = VehicleDetail), httpkit::ReadProblems))]
pub(crate) async fn get_vehicle(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
) -> Result<Response, ApiError> {
    queries::one_visible((&state.db).into(), &caller.cx, id).await?;
    let (version, body) = detail(&state, (&state.db).into(), &caller.cx, id).await?;
    answer(Some(version), &body)
}
