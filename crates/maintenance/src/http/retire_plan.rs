//! `POST /maintenance-plans/{id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::id::PlanId;

use crate::{
    commands,
    queries::{self, PlanDetail},
};

/// Makes no more work, for ever. Its tickets stay as they are.
#[utoipa::path(post, path = "/maintenance-plans/{id}/retire", tag = "maintenance",
    params(("id" = PlanId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = PlanDetail), httpkit::WriteProblems))]
pub(crate) async fn retire_maintenance_plan(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlanId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let id = commands::retire_plan(&write.tx, &write.cx, id, seen).await?;
    let now = queries::plan(&write.tx, &write.cx, id).await?;
    write.ok(Some(now.plan.version), &now).await
}
