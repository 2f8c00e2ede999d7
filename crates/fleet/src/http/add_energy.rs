//! `POST /energy-transactions`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::id::EnergyId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::commands::{self, NewEnergy};

/// What was noted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnergyNoted)]
pub(crate) struct Made {
    id: EnergyId,
}

/// Notes energy that a vehicle took, by hand. What is there already is refused.
#[utoipa::path(post, path = "/energy-transactions", tag = "fleet", request_body = NewEnergy,
    responses((status = 201, body = Made), httpkit::WriteProblems))]
pub(crate) async fn add_energy(
    State(state): State<AppState>,
    caller: Caller,
    Json(new): Json<NewEnergy>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::add_energy(&write.tx, &write.cx, new).await?;
    write.created("/energy-transactions", None, &Made { id }).await
}
