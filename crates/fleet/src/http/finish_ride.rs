//! `POST /rides/{id}/finish`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::ride_body::RideBody;
use crate::{commands, queries};

/// What is noted at the end.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RideFinish)]
#[serde(deny_unknown_fields)]
pub(crate) struct Finish {
    /// What the odometer shows: never less than before.
    #[schema(minimum = 0)]
    end_km: Option<i64>,
    /// That somebody looked again: what is further than a vehicle drives in that time is refused otherwise.
    #[serde(default)]
    odometer_confirmed: bool,
    /// Minutes waited.
    #[schema(minimum = 0)]
    waiting_minutes: Option<i64>,
    /// Kilometres without passengers: at most those that were driven.
    #[schema(minimum = 0)]
    empty_km: Option<i64>,
    /// What else there is to say.
    #[schema(max_length = 120)]
    remarks: Option<String>,
}

/// Ends a ride: vehicle and driver are free from now on. One that nobody is on board of yet was driven in vain.
#[utoipa::path(post, path = "/rides/{id}/finish", tag = "fleet", request_body = Finish,
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = RideBody), httpkit::VersionedProblems))]
pub(crate) async fn finish_ride(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
    Json(input): Json<Finish>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let input = commands::FinishRide {
        end_km: input.end_km,
        confirmed: input.odometer_confirmed,
        waiting_minutes: input.waiting_minutes,
        empty_km: input.empty_km,
        remarks: input.remarks,
    };
    commands::finish_ride(state.get::<Engine>(), &write.tx, &write.cx, id, seen, input).await?;
    let ride = queries::ride((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (ride.version, RideBody::new(&write.cx, ride));
    write.ok(Some(version), &body).await
}
