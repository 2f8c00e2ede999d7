//! `POST /vehicle-reservations/{id}/return`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::desk_body::DeskLineBody;
use crate::{
    FleetError,
    commands::{self, MAX_DAMAGES, NewDamage, ReturnVehicle},
    faults::Faults,
    model::handover::Cleanliness,
    queries,
};

/// A vehicle that comes back.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ReturnVehicle)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    /// What the odometer shows.
    #[schema(minimum = 0, maximum = 3_000_000)]
    km: i64,
    /// That somebody looked again: what is further than a vehicle drives in that time is refused otherwise.
    #[serde(default)]
    odometer_confirmed: bool,
    /// What is in the battery or the tank.
    #[schema(minimum = 0, maximum = 100)]
    energy_percent: Option<i64>,
    cleanliness: Cleanliness,
    /// How many of the kilometres were private.
    #[serde(default)]
    private_km: i64,
    #[schema(max_length = 2000)]
    note: Option<String>,
    /// What is damaged; at most 20.
    #[serde(default)]
    damages: Vec<NewDamage>,
}

/// Takes a vehicle back: the rest of its time is free, and each damage gets a ticket; a vehicle that cannot be driven is taken out of
/// service.
#[utoipa::path(post, path = "/vehicle-reservations/{id}/return", tag = "fleet", request_body = Input,
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = DeskLineBody), httpkit::WriteProblems))]
pub(crate) async fn return_vehicle(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    if input.damages.len() > MAX_DAMAGES {
        return Err(FleetError::field("damages", "too_many").into());
    }
    let write = caller.begin(&state).await?;
    let input = ReturnVehicle {
        id,
        seen: seen.and_then(IfMatch::version),
        km: input.km,
        confirmed: input.odometer_confirmed,
        energy_percent: input.energy_percent,
        cleanliness: input.cleanliness,
        private_km: input.private_km,
        note: input.note,
        damages: input.damages,
    };
    let engine = state.get::<Engine>();
    Box::pin(commands::return_vehicle(engine, state.get::<Faults>(), &write.tx, &write.cx, input)).await?;
    let line = queries::desk_line((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (line.version, DeskLineBody::new(&state, &write.cx, line));
    write.ok(Some(version), &body).await
}
