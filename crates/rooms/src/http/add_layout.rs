//! `POST /rooms/{id}/layouts`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::BookableId;

use super::body::{NewLayoutBody, RoomBody};
use crate::{
    RoomsError,
    commands::{self, AddLayout},
    queries,
};

/// Adds a layout to a room and answers the room.
#[utoipa::path(post, path = "/rooms/{id}/layouts", tag = "rooms", request_body = NewLayoutBody,
    params(("id" = BookableId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` of the room")),
    responses((status = 201, body = RoomBody), httpkit::VersionedProblems))]
pub(crate) async fn add_layout(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<BookableId>,
    seen: Option<IfMatch>,
    Json(input): Json<NewLayoutBody>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = AddLayout { room, seen: seen.and_then(IfMatch::version), layout: input.into() };
    commands::add_layout(&write.tx, &write.cx, input).await?;
    let after = queries::one((&write.tx).into(), room).await?.ok_or(RoomsError::NotFound("room"))?;
    let (version, lang) = (after.version, write.cx.lang);
    write.created(&format!("/rooms/{room}"), Some(version), &RoomBody::new(after, lang)).await
}
