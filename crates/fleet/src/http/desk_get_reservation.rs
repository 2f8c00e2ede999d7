//! `GET /vehicle-reservations/{id}/desk`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::OccurrenceId;

use super::desk_body::DeskLineBody;
use crate::queries;

/// One reservation as the desk sees it.
#[utoipa::path(get, path = "/vehicle-reservations/{id}/desk", tag = "fleet", params(("id" = OccurrenceId, Path)),
    responses((status = 200, body = DeskLineBody), httpkit::ReadProblems))]
pub(crate) async fn get_desk_reservation(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
) -> Result<Response, ApiError> {
    let line = queries::desk_line((&state.db).into(), &caller.cx, id).await?;
    answer(Some(line.version), &DeskLineBody::new(&state, &caller.cx, line))
}
