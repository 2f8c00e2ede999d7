//! `GET /inspections/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::InspectionId;

use crate::queries::{self, InspectionDetail};

/// An inspection with its reports and remarks.
#[utoipa::path(get, path = "/inspections/{id}", tag = "inspections", params(("id" = InspectionId, Path)),
    responses((status = 200, body = InspectionDetail), httpkit::ReadProblems))]
pub(crate) async fn get_inspection(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InspectionId>,
) -> Result<Response, ApiError> {
    let found = queries::inspection(state.db.read(), &caller.cx, id).await?;
    answer(Some(found.line.version), &found)
}
