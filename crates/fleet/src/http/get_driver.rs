//! `GET /drivers/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::DriverId;

use super::driver_body::DriverBody;
use crate::queries;

/// One driver: for the management, and for the driver.
#[utoipa::path(get, path = "/drivers/{id}", tag = "fleet", params(("id" = DriverId, Path)),
    responses((status = 200, body = DriverBody), httpkit::ReadProblems))]
pub(crate) async fn get_driver(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DriverId>,
) -> Result<Response, ApiError> {
    let driver = queries::visible_driver((&state.db).into(), &caller.cx, id).await?;
    let settings = queries::settings((&state.db).into()).await?;
    answer(Some(driver.version), &DriverBody::new(driver, settings))
}
