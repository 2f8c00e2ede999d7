//! `POST /vehicles`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::body::{VehicleDetail, detail};
use crate::{commands, model::vehicle::NewVehicle};

/// Adds a vehicle, which can be booked at once.
#[utoipa::path(post, path = "/vehicles", tag = "fleet", request_body = NewVehicle,
    responses((status = 201, body = VehicleDetail), httpkit::WriteProblems))]
pub(crate) async fn create_vehicle(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<NewVehicle>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::create_vehicle(&write.tx, &write.cx, input).await?;
    let (version, body) = detail(&state, (&write.tx).into(), &write.cx, id).await?;
    write.created(&format!("/vehicles/{id}"), Some(version), &body).await
}
