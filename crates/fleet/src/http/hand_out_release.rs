//! `POST /vehicle-reservations/{id}/release`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::OccurrenceId;

use super::desk_body::DeskLineBody;
use crate::{commands, queries};

/// Releases a reservation that has begun and whose keys nobody fetched; time does the same by itself a little later.
#[utoipa::path(post, path = "/vehicle-reservations/{id}/release", tag = "fleet",
    params(("id" = OccurrenceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = DeskLineBody), httpkit::WriteProblems))]
pub(crate) async fn release_vehicle_reservation(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    commands::release_reservation(state.get::<Engine>(), &write.tx, &write.cx, id, seen).await?;
    let line = queries::desk_line((&write.tx).into(), &write.cx, id).await?;
    let (version, body) = (line.version, DeskLineBody::new(&state, &write.cx, line));
    write.ok(Some(version), &body).await
}
