//! `PATCH /rooms/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::BookableId;

use super::body::RoomBody;
use crate::commands::{self, ChangeRoom, RoomPatch};

/// Changes a room.
#[utoipa::path(patch, path = "/rooms/{id}", tag = "rooms", request_body = RoomPatch,
    params(("id" = BookableId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = RoomBody), httpkit::VersionedProblems))]
pub(crate) async fn change_room(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    seen: IfMatch,
    Json(patch): Json<RoomPatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let room = commands::change_room(&write.tx, &write.cx, ChangeRoom { id, seen: seen.version(), patch }).await?;
    let (version, lang) = (room.version, write.cx.lang);
    write.ok(Some(version), &RoomBody::new(room, lang)).await
}
