//! `POST /vehicle-costs/{id}/strike`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::CostId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::commands;

/// Why it was noted wrongly.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CostStrike)]
pub(crate) struct Input {
    #[schema(max_length = 120)]
    reason: String,
}

/// Takes a cost away that was noted wrongly, with a reason.
#[utoipa::path(post, path = "/vehicle-costs/{id}/strike", tag = "fleet", request_body = Input, params(("id" = CostId, Path)),
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn strike_vehicle_cost(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<CostId>,
    Json(Input { reason }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::strike_cost(&write.tx, &write.cx, id, &reason).await?;
    write.no_content().await
}
