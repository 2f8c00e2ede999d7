//! `POST /rooms/{id}/layouts`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{BookableId, Rejection};

use super::body::RoomBody;
use crate::{
    commands::{self, AddLayout},
    model::LayoutInput,
    queries,
};

/// Adds a layout to a room and answers the room.
#[utoipa::path(post, path = "/rooms/{id}/layouts", tag = "rooms", request_body = LayoutInput,
    params(("id" = BookableId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` of the room")),
    responses((status = 201, body = RoomBody), httpkit::VersionedProblems))]
pub(crate) async fn add_layout(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<BookableId>,
    seen: Option<IfMatch>,
    Json(layout): Json<LayoutInput>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = AddLayout { room, seen: seen.and_then(IfMatch::version), layout };
    commands::add_layout(&write.tx, &write.cx, input).await?;
    let after = queries::one((&write.tx).into(), room).await?.ok_or(Rejection::NotFound("room"))?;
    let (version, lang) = (after.version, write.cx.lang);
    write.created(&format!("/rooms/{room}"), Some(version), &RoomBody::new(after, lang)).await
}
