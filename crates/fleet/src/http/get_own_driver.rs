//! `GET /drivers/me`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, answer};
use serde::Serialize;
use utoipa::ToSchema;

use super::driver_body::DriverBody;
use crate::queries;

/// The driver that the caller is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnDriver)]
pub(crate) struct OwnBody {
    /// Nothing for those who do not drive for the house.
    driver: Option<DriverBody>,
}

/// The driver that the caller is, if any.
#[utoipa::path(get, path = "/drivers/me", tag = "fleet",
    responses((status = 200, body = OwnBody), httpkit::ReadProblems))]
pub(crate) async fn get_own_driver(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    let conn = (&state.db).into();
    let driver = queries::own_driver(conn, &caller.cx).await?;
    let settings = queries::settings(conn).await?;
    answer(None, &OwnBody { driver: driver.map(|driver| DriverBody::new(driver, settings)) })
}
