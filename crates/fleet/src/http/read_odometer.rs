//! `POST /vehicles/{id}/odometer`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{BookableId, Instant};
use serde::Deserialize;
use utoipa::ToSchema;

use super::odometer_body::ReadingBody;
use crate::{
    commands::{self, ReadOdometer},
    model::odometer::OdometerSource,
};

/// What an odometer shows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewOdometerReading)]
pub(crate) struct Input {
    #[schema(minimum = 0, maximum = 3_000_000)]
    km: i64,
    /// When somebody looked; now unless told, never in the future.
    read_at: Option<Instant>,
    /// On what occasion; somebody looked, unless told.
    source: Option<OdometerSource>,
    /// That somebody looked again: what is further than a vehicle drives in that time is refused otherwise.
    #[serde(default)]
    odometer_confirmed: bool,
}

/// Notes what the odometer of a vehicle shows: never less than before, never more than after.
#[utoipa::path(post, path = "/vehicles/{id}/odometer", tag = "fleet", request_body = Input, params(("id" = BookableId, Path)),
    responses((status = 201, body = ReadingBody), httpkit::WriteProblems))]
pub(crate) async fn read_odometer(
    State(state): State<AppState>,
    caller: Caller,
    Path(vehicle): Path<BookableId>,
    Json(Input { km, read_at, source, odometer_confirmed: confirmed }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let source = source.unwrap_or(OdometerSource::Manual);
    let made =
        commands::read_odometer(&write.tx, &write.cx, ReadOdometer { vehicle, km, read_at, source, confirmed }).await?;
    write.created(&format!("/vehicles/{vehicle}/odometer"), None, &ReadingBody::from(made)).await
}
