//! `POST /vehicles/{id}/rehouse`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{BookableId, OccurrenceId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reservation_body::explain;
use crate::commands;

/// Which reservations get another vehicle.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RehouseReservations)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    /// These; all that cannot keep the vehicle, unless told.
    reservations: Option<Vec<OccurrenceId>>,
}

/// Which reservations got another vehicle.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RehousedReservations)]
pub(crate) struct Moved {
    reservations: Vec<OccurrenceId>,
}

/// Gives reservations that cannot keep a vehicle the one that was proposed: all of them or none. Both sides see the swap.
#[utoipa::path(post, path = "/vehicles/{id}/rehouse", tag = "fleet", request_body = Input, params(("id" = BookableId, Path)),
    responses((status = 200, body = Moved), httpkit::WriteProblems))]
pub(crate) async fn rehouse_reservations(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    Json(Input { reservations }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let reservations = commands::rehouse(state.get::<Engine>(), &write.tx, &write.cx, id, reservations)
        .await
        .map_err(|error| explain(&state, write.cx.lang, error))?;
    write.ok(None, &Moved { reservations }).await
}
