//! `POST /vehicle-reservations/{id}/cancel`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::OccurrenceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::reservation_body::ReservationBody;
use crate::{commands, queries};

/// Why it is called off.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = CancelVehicleReservation)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cancel {
    #[schema(max_length = 4000)]
    reason: Option<String>,
}

/// Calls a reservation off. The vehicle is free for others at once.
#[utoipa::path(post, path = "/vehicle-reservations/{id}/cancel", tag = "fleet", request_body = Cancel,
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = ReservationBody), httpkit::WriteProblems))]
pub(crate) async fn cancel_vehicle_reservation(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
    Json(Cancel { reason }): Json<Cancel>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    commands::cancel_reservation(state.get::<Engine>(), &write.tx, &write.cx, id, reason, seen).await?;
    let present = queries::reservation((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (present.version, ReservationBody::new(&state, &write.cx, present));
    write.ok(Some(version), &body).await
}
