//! `POST /meters/{id}/readings`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{Instant, id::MeterId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::installation_body::ReadingBody;
use crate::commands::{self, ReadMeter};

/// What a meter shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMeterReading)]
pub(crate) struct Input {
    /// In the unit of the meter.
    #[schema(minimum = 0)]
    reading: i64,
    /// When somebody looked; now unless told, never in the future.
    read_at: Option<Instant>,
    /// The meter was replaced or reset before: it began anew and may show less than before.
    #[serde(default)]
    restarts: bool,
    #[schema(max_length = 500)]
    note: Option<String>,
}

/// Notes what a meter shows: never less than before, unless it restarts.
#[utoipa::path(post, path = "/meters/{id}/readings", tag = "installations", request_body = Input,
    params(("id" = MeterId, Path)), responses((status = 201, body = ReadingBody), httpkit::WriteProblems))]
pub(crate) async fn read_meter(
    State(state): State<AppState>,
    caller: Caller,
    Path(meter): Path<MeterId>,
    Json(Input { reading, read_at, restarts, note }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = ReadMeter { meter, reading, read_at, restarts, note };
    let noted = commands::read_meter(&write.tx, &write.cx, input).await?;
    write.created(&format!("/meters/{meter}/readings"), None, &ReadingBody::from(noted)).await
}
