//! `POST /drivers/{id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::id::DriverId;

use super::driver_body::DriverBody;
use crate::{commands, queries};

/// Says that somebody no longer drives for the house. Refused while dates to come hold a professional.
#[utoipa::path(post, path = "/drivers/{id}/retire", tag = "fleet",
    params(("id" = DriverId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = DriverBody), httpkit::VersionedProblems))]
pub(crate) async fn retire_driver(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DriverId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::retire_driver(&write.tx, &write.cx, id, seen.and_then(IfMatch::version), true).await?;
    let driver = queries::driver((&write.tx).into(), id).await?;
    let settings = queries::settings((&write.tx).into()).await?;
    write.ok(Some(driver.version), &DriverBody::new(driver, settings)).await
}
