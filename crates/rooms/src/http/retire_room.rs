//! `POST /rooms/{id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::BookableId;

use super::body::RoomBody;
use crate::commands::{self, RetireRoom};

/// Takes a room out of service; refused with the dates to come that hold it.
#[utoipa::path(post, path = "/rooms/{id}/retire", tag = "rooms",
    params(("id" = BookableId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = RoomBody), httpkit::VersionedProblems))]
pub(crate) async fn retire_room(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let seen = seen.and_then(IfMatch::version);
    let room = commands::retire_room(&write.tx, &write.cx, RetireRoom { id, seen }).await?;
    let (version, lang) = (room.version, write.cx.lang);
    write.ok(Some(version), &RoomBody::new(room, lang)).await
}
