//! `POST /vehicles/{id}/costs`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{BookableId, id::CostId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::commands::{self, NewCost};

/// What was noted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CostNoted)]
pub(crate) struct Made {
    id: CostId,
}

/// Notes something that a vehicle costs beside its lease and its energy.
#[utoipa::path(post, path = "/vehicles/{id}/costs", tag = "fleet", request_body = NewCost, params(("id" = BookableId, Path)),
    responses((status = 201, body = Made), httpkit::WriteProblems))]
pub(crate) async fn add_vehicle_cost(
    State(state): State<AppState>,
    caller: Caller,
    Path(vehicle): Path<BookableId>,
    Json(new): Json<NewCost>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::add_cost(&write.tx, &write.cx, vehicle, new).await?;
    write.created(&format!("/vehicles/{vehicle}/costs"), None, &Made { id }).await
}
