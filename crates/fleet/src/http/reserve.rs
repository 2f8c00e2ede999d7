//! `POST /vehicle-reservations`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Json};

use super::reservation_body::{ReservationBody, explain};
use crate::{commands, model::reservation::NewReservation, queries};

/// Reserves a vehicle by need, or one by name.
///
/// By need the one is taken that fits best. To fit one more in, others may get another vehicle that fits them too, up to the
/// hand-out. Where none fits (409 `no_vehicle_fits`), `why` tells the reasons and `ways` what would make it possible.
#[utoipa::path(post, path = "/vehicle-reservations", tag = "fleet", request_body = NewReservation,
    responses((status = 201, body = ReservationBody), httpkit::WriteProblems))]
pub(crate) async fn reserve_vehicle(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<NewReservation>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = match commands::reserve(state.get::<Engine>(), &write.tx, &write.cx, input).await {
        Ok(id) => id,
        Err(error) => return Err(explain(&state, write.cx.lang, error)),
    };
    let made = queries::reservation((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (made.version, ReservationBody::new(&state, &write.cx, made));
    write.created(&format!("/vehicle-reservations/{id}"), Some(version), &body).await
}
