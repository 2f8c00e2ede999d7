//! `POST /vehicles/{id}/put-out-of-service`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::BookableId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{VehicleDetail, detail};
use crate::commands::{self, OfVehicle};

/// Why something is done to a vehicle.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = VehicleReason)]
pub(crate) struct Reason {
    #[schema(max_length = 120)]
    pub(super) reason: String,
}

/// Takes a vehicle out of service: it cannot be booked from now on; what is booked stays and is to be moved.
#[utoipa::path(post, path = "/vehicles/{id}/put-out-of-service", tag = "fleet", request_body = Reason,
    params(("id" = BookableId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = VehicleDetail), httpkit::VersionedProblems))]
pub(crate) async fn put_vehicle_out_of_service(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    seen: Option<IfMatch>,
    Json(Reason { reason }): Json<Reason>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = OfVehicle { id, seen: seen.and_then(IfMatch::version), reason };
    commands::put_out_of_service(state.get::<Engine>(), &write.tx, &write.cx, input).await?;
    let (version, body) = detail(&state, (&write.tx).into(), &write.cx, id).await?;
    write.ok(Some(version), &body).await
}
