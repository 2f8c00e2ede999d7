//! `POST /vehicle-reservations/{id}/hand-out`

use axum::{extract::State, response::Response};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{OccurrenceId, PersonId};
use media::{Prepared, photo};
use serde::Deserialize;
use utoipa::ToSchema;

use super::desk_body::{DeskLineBody, explain_driver};
use crate::{
    FleetError,
    commands::{self, CheckLicence, HandOut},
    queries,
};

/// A vehicle that is handed out.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = HandOutVehicle)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    /// Who drives; whom it is for, unless told.
    driver_id: Option<PersonId>,
    /// That the caller holds the licence in their hands at this moment, and what stands on it where that is not what is known.
    licence_seen: Option<CheckLicence>,
    /// What the odometer shows.
    #[schema(minimum = 0, maximum = 3_000_000)]
    km: i64,
    /// That somebody looked again: what is further than a vehicle drives in that time is refused otherwise.
    #[serde(default)]
    odometer_confirmed: bool,
    /// What is in the battery or the tank.
    #[schema(minimum = 0, maximum = 100)]
    energy_percent: Option<i64>,
    /// Which key.
    #[schema(max_length = 40)]
    key: Option<String>,
    #[schema(max_length = 2000)]
    note: Option<String>,
    /// The name of who signs; whoever drives, where there is a drawing.
    #[schema(max_length = 120)]
    signed_by: Option<String>,
    /// The signature as it was drawn: a PNG or JPEG in Base64.
    #[schema(max_length = 200_000)]
    signature: Option<String>,
}

/// Hands the vehicle of a reservation out: to whom may drive it, from when keys can be fetched until its end. From then on the
/// reservation keeps this vehicle.
#[utoipa::path(post, path = "/vehicle-reservations/{id}/hand-out", tag = "fleet", request_body = Input,
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = DeskLineBody), httpkit::WriteProblems))]
pub(crate) async fn hand_out_vehicle(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    // Whoever may not is turned away before anything is unpacked.
    queries::desk_line((&state.db).into(), &caller.cx, id).await?;
    let signature = match input.signature.as_deref() {
        Some(drawing) => Some(drawn(drawing).await?),
        None => None,
    };
    let write = caller.begin(&state).await?;
    let input = HandOut {
        id,
        seen: seen.and_then(IfMatch::version),
        driver: input.driver_id,
        licence: input.licence_seen,
        km: input.km,
        confirmed: input.odometer_confirmed,
        energy_percent: input.energy_percent,
        key: input.key,
        note: input.note,
        signed_by: input.signed_by,
        signature,
    };
    let done = commands::hand_out(state.get::<Engine>(), &write.tx, &write.cx, input).await;
    done.map_err(|error| explain_driver(&state, write.cx.lang, error))?;
    let line = queries::desk_line((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (line.version, DeskLineBody::new(&state, &write.cx, line));
    write.ok(Some(version), &body).await
}

/// The picture behind the Base64.
async fn drawn(text: &str) -> Result<Prepared, FleetError> {
    let bytes = BASE64_STANDARD.decode(text).map_err(|_| FleetError::field("signature", "invalid"))?;
    Ok(photo::prepare_in_turn(bytes).await?)
}
