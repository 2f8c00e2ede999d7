//! `POST /trips/{id}/correct`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::TripId;

use super::trip_body::TripBody;
use crate::{
    commands::{self, TripCorrection},
    queries,
};

/// Corrects a trip, with a reason; the readings at its ends are corrected with it. For who drove, and for the management, who
/// alone say that somebody else drove.
#[utoipa::path(post, path = "/trips/{id}/correct", tag = "fleet", request_body = TripCorrection,
    params(("id" = TripId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = TripBody), httpkit::VersionedProblems))]
pub(crate) async fn correct_trip(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TripId>,
    seen: IfMatch,
    Json(input): Json<TripCorrection>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::correct_trip(&write.tx, &write.cx, id, seen.version(), input).await?;
    let trip = queries::trip((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (trip.version, TripBody::new(trip, &write.cx));
    write.ok(Some(version), &body).await
}
