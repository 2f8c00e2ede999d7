//! `POST /rides/{id}/set-off`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{desk_body::explain_driver, ride_body::RideBody};
use crate::{commands, queries};

/// What is noted when the driver sets off.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RideSetOff)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetOff {
    /// What the odometer shows: never less than before.
    #[schema(minimum = 0)]
    km: Option<i64>,
    /// That somebody looked again: what is further than a vehicle drives in that time is refused otherwise.
    #[serde(default)]
    odometer_confirmed: bool,
}

/// Says that the driver is on the way to the passengers: at most four hours before the ride begins. From then on nobody
/// else gets the vehicle or the driver.
#[utoipa::path(post, path = "/rides/{id}/set-off", tag = "fleet", request_body = SetOff,
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = RideBody), httpkit::VersionedProblems))]
pub(crate) async fn set_off_ride(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
    Json(input): Json<SetOff>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let input = commands::SetOff { km: input.km, confirmed: input.odometer_confirmed };
    let done = commands::set_off(state.get::<Engine>(), &write.tx, &write.cx, id, seen, input).await;
    done.map_err(|error| explain_driver(&state, write.cx.lang, error))?;
    let ride = queries::ride((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (ride.version, RideBody::new(&write.cx, ride));
    write.ok(Some(version), &body).await
}
