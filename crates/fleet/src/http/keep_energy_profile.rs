//! `PUT /energy-profiles`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::energy_profile_body::ProfileBody;
use crate::commands;

/// Keeps how the statements of a supplier are read, in place of what was kept for that supplier.
#[utoipa::path(put, path = "/energy-profiles", tag = "fleet", request_body = ProfileBody,
    responses((status = 200, body = ProfileBody), httpkit::WriteProblems))]
pub(crate) async fn keep_energy_profile(
    State(state): State<AppState>,
    caller: Caller,
    Json(body): Json<ProfileBody>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::keep_energy_profile(&write.tx, &write.cx, &body.supplier, &body.mapping).await?;
    write.ok(None, &body).await
}
