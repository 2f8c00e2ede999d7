//! `PUT /co2-factors`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use crate::commands::{self, NewCo2Factor};

/// Keeps a factor, in place of the one of that kind and day.
#[utoipa::path(put, path = "/co2-factors", tag = "fleet", request_body = NewCo2Factor,
    responses((status = 204), httpkit::WriteProblems))]
pub(crate) async fn keep_co2_factor(
    State(state): State<AppState>,
    caller: Caller,
    Json(new): Json<NewCo2Factor>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::keep_co2_factor(&write.tx, &write.cx, new).await?;
    write.no_content().await
}
