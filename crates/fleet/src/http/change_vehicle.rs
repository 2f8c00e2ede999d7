//! `PATCH /vehicles/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::BookableId;

use super::body::{VehicleDetail, detail};
use crate::{
    commands::{self, ChangeVehicle},
    model::vehicle::VehiclePatch,
};

/// Changes a vehicle.
#[utoipa::path(patch, path = "/vehicles/{id}", tag = "fleet", request_body = VehiclePatch,
    params(("id" = BookableId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = VehicleDetail), httpkit::VersionedProblems))]
pub(crate) async fn change_vehicle(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    seen: IfMatch,
    Json(patch): Json<VehiclePatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::change_vehicle(&write.tx, &write.cx, ChangeVehicle { id, seen: seen.version(), patch }).await?;
    let (version, body) = detail(&state, (&write.tx).into(), &write.cx, id).await?;
    write.ok(Some(version), &body).await
}
