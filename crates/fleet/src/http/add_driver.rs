//! `POST /drivers`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::driver_body::DriverBody;
use crate::{
    commands::{self, NewDriver},
    queries,
};

/// Adds somebody who drives for the house.
#[utoipa::path(post, path = "/drivers", tag = "fleet", request_body = NewDriver,
    responses((status = 201, body = DriverBody), httpkit::WriteProblems))]
pub(crate) async fn add_driver(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<NewDriver>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::add_driver(&write.tx, &write.cx, input).await?;
    let driver = queries::driver((&write.tx).into(), id).await?;
    let settings = queries::settings((&write.tx).into()).await?;
    write.created(&format!("/drivers/{id}"), Some(driver.version), &DriverBody::new(driver, settings)).await
}
