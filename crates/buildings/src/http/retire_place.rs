//! `POST /places/{id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::PlaceId;

use super::body::PlaceBody;
use crate::commands::{self, RetirePlace};

/// Takes a place and everything inside it out of use; refused while a room in it can be booked.
#[utoipa::path(post, path = "/places/{id}/retire", tag = "places",
    params(("id" = PlaceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = PlaceBody), httpkit::VersionedProblems))]
pub(crate) async fn retire_place(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlaceId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let place = commands::retire_place(&write.tx, &write.cx, RetirePlace { id, seen }).await?;
    let (version, lang) = (place.version, write.cx.lang);
    write.ok(Some(version), &PlaceBody::new(place, lang)).await
}
