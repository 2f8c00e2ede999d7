//! `PATCH /vehicle-reservations/{id}`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::OccurrenceId;

use super::reservation_body::{ReservationBody, explain};
use crate::{
    commands::{self, ReservationChange},
    queries,
};

/// Changes a reservation: for whose it is, and for those who manage reservations.
///
/// A vehicle is found anew, as for a new one: it keeps its own where that still fits, else others may get another vehicle. All of it
/// is done or nothing; where none fits (409 `no_vehicle_fits`), `why` tells the reasons and `ways` what would make it possible. Once
/// it has begun, `to` can become later and nothing else changes.
#[utoipa::path(patch, path = "/vehicle-reservations/{id}", tag = "fleet", request_body = ReservationChange,
    params(("id" = OccurrenceId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = ReservationBody), httpkit::VersionedProblems))]
pub(crate) async fn change_vehicle_reservation(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: IfMatch,
    Json(change): Json<ReservationChange>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let engine = state.get::<Engine>();
    let changing = commands::change_reservation(engine, &write.tx, &write.cx, id, change, seen.version());
    if let Err(error) = Box::pin(changing).await {
        return Err(explain(&state, write.cx.lang, error));
    }
    let present = queries::reservation((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (present.version, ReservationBody::new(&state, &write.cx, present));
    write.ok(Some(version), &body).await
}
