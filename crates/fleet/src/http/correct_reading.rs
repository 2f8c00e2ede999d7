//! `POST /odometer-readings/{id}/correct`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::OdometerId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::odometer_body::ReadingBody;
use crate::commands;

/// What an odometer showed in truth.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OdometerCorrection)]
pub(crate) struct Input {
    #[schema(minimum = 0, maximum = 3_000_000)]
    km: i64,
    /// Why it was noted otherwise.
    #[schema(max_length = 120)]
    reason: String,
}

/// Notes what an odometer showed in truth, at the moment of a reading that was wrong. The wrong one stays and no longer counts.
#[utoipa::path(post, path = "/odometer-readings/{id}/correct", tag = "fleet", request_body = Input,
    params(("id" = OdometerId, Path)), responses((status = 201, body = ReadingBody), httpkit::WriteProblems))]
pub(crate) async fn correct_odometer_reading(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OdometerId>,
    Json(Input { km, reason }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let made = commands::correct_reading(&write.tx, &write.cx, id, km, &reason).await?;
    let place = format!("/vehicles/{}/odometer", made.vehicle);
    write.created(&place, None, &ReadingBody::from(made)).await
}
