//! `PATCH /drivers/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::DriverId;

use super::driver_body::DriverBody;
use crate::{
    commands::{self, DriverPatch},
    queries,
};

/// Changes a driver.
#[utoipa::path(patch, path = "/drivers/{id}", tag = "fleet", request_body = DriverPatch,
    params(("id" = DriverId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = DriverBody), httpkit::VersionedProblems))]
pub(crate) async fn change_driver(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DriverId>,
    seen: IfMatch,
    Json(patch): Json<DriverPatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::change_driver(&write.tx, &write.cx, id, seen.version(), patch).await?;
    let driver = queries::driver((&write.tx).into(), id).await?;
    let settings = queries::settings((&write.tx).into()).await?;
    write.ok(Some(driver.version), &DriverBody::new(driver, settings)).await
}
