//! `POST /vehicles/{id}/dispose`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::BookableId;

use super::{
    body::{VehicleDetail, detail},
    put_out_of_service::Reason,
};
use crate::commands::{self, OfVehicle};

/// Disposes of a vehicle for good: it was sold or given back. Refused while dates to come hold it; its plate comes off after today.
#[utoipa::path(post, path = "/vehicles/{id}/dispose", tag = "fleet", request_body = Reason,
    params(("id" = BookableId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = VehicleDetail), httpkit::VersionedProblems))]
pub(crate) async fn dispose_vehicle(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    seen: IfMatch,
    Json(Reason { reason }): Json<Reason>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = OfVehicle { id, seen: seen.version(), reason };
    commands::dispose(state.get::<Engine>(), &write.tx, &write.cx, input).await?;
    let (version, body) = detail(&state, (&write.tx).into(), &write.cx, id).await?;
    write.ok(Some(version), &body).await
}
