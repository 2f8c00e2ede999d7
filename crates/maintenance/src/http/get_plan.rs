//! `GET /maintenance-plans/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::PlanId;

use crate::queries::{self, PlanDetail};

/// A plan with its last fifty tickets.
#[utoipa::path(get, path = "/maintenance-plans/{id}", tag = "maintenance", params(("id" = PlanId, Path)),
    responses((status = 200, body = PlanDetail), httpkit::ReadProblems))]
pub(crate) async fn get_maintenance_plan(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlanId>,
) -> Result<Response, ApiError> {
    let found = queries::plan(state.db.read(), &caller.cx, id).await?;
    answer(Some(found.plan.version), &found)
}
