//! `GET /vehicle-deadlines/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::DeadlineId;

use super::deadline_body::DeadlineBody;
use crate::queries;

/// Something that is due for a vehicle, or was.
#[utoipa::path(get, path = "/vehicle-deadlines/{id}", tag = "fleet", params(("id" = DeadlineId, Path)),
    responses((status = 200, body = DeadlineBody), httpkit::ReadProblems))]
pub(crate) async fn get_vehicle_deadline(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DeadlineId>,
) -> Result<Response, ApiError> {
    let (line, _) = queries::deadline((&state.db).into(), &caller.cx, id).await?;
    answer(Some(line.version()), &DeadlineBody::new(line, &caller.cx))
}
