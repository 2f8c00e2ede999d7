//! `PATCH /places/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::PlaceId;

use super::body::PlaceBody;
use crate::{
    commands::{self, ChangePlace},
    model::PlacePatch,
};

/// Changes a place.
#[utoipa::path(patch, path = "/places/{id}", tag = "places", request_body = PlacePatch,
    params(("id" = PlaceId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = PlaceBody), httpkit::VersionedProblems))]
pub(crate) async fn change_place(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlaceId>,
    seen: IfMatch,
    Json(patch): Json<PlacePatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let place = commands::change_place(&write.tx, &write.cx, ChangePlace { id, seen: seen.version(), patch }).await?;
    let (version, lang) = (place.version, write.cx.lang);
    write.ok(Some(version), &PlaceBody::new(place, lang)).await
}
