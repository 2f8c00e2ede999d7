//! `POST /trips`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::trip_body::TripBody;
use crate::{commands, model::trip::NewTrip, queries};

/// Notes a trip, and what the odometer showed at both ends. No two trips of a vehicle overlap in time or in kilometres.
#[utoipa::path(post, path = "/trips", tag = "fleet", request_body = NewTrip,
    responses((status = 201, body = TripBody), httpkit::WriteProblems))]
pub(crate) async fn log_trip(
    State(state): State<AppState>,
    caller: Caller,
    Json(new): Json<NewTrip>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::log_trip(&write.tx, &write.cx, new).await?;
    let trip = queries::trip((&write.tx).into(), &write.cx, id).await?;
    let body = TripBody::new(trip, &write.cx);
    write.created(&format!("/trips/{id}"), Some(1), &body).await
}
