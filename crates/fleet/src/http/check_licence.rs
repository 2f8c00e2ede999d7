//! `POST /drivers/{id}/check-licence`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::DriverId;

use super::driver_body::DriverBody;
use crate::{
    commands::{self, CheckLicence},
    queries,
};

/// Notes that the caller looked at the licence itself at this moment.
#[utoipa::path(post, path = "/drivers/{id}/check-licence", tag = "fleet", request_body = CheckLicence,
    params(("id" = DriverId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = DriverBody), httpkit::VersionedProblems))]
pub(crate) async fn check_licence(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DriverId>,
    seen: Option<IfMatch>,
    Json(input): Json<CheckLicence>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::check_licence(&write.tx, &write.cx, id, seen.and_then(IfMatch::version), input).await?;
    let driver = queries::driver((&write.tx).into(), id).await?;
    let settings = queries::settings((&write.tx).into()).await?;
    write.ok(Some(driver.version), &DriverBody::new(driver, settings)).await
}
