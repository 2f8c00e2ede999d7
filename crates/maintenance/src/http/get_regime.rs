//! `GET /inspection-regimes/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::RegimeId;

use crate::queries::{self, RegimeBody};

/// A rule by which installations are inspected.
#[utoipa::path(get, path = "/inspection-regimes/{id}", tag = "inspections", params(("id" = RegimeId, Path)),
    responses((status = 200, body = RegimeBody), httpkit::ReadProblems))]
pub(crate) async fn get_inspection_regime(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<RegimeId>,
) -> Result<Response, ApiError> {
    let found = queries::regime(state.db.read(), &caller.cx, id).await?;
    answer(Some(found.version), &found)
}
