//! `POST /rooms`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::body::RoomBody;
use kernel::Rejection;

use crate::{
    commands::{self, CreateRoom},
    queries,
};

/// Makes a room, which can be booked at once.
#[utoipa::path(post, path = "/rooms", tag = "rooms", request_body = CreateRoom,
    responses((status = 201, body = RoomBody), httpkit::WriteProblems))]
pub(crate) async fn create_room(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<CreateRoom>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::create_room(&write.tx, &write.cx, input).await?;
    let room = queries::one((&write.tx).into(), id).await?.ok_or(Rejection::NotFound("room"))?;
    let (version, lang) = (room.version, write.cx.lang);
    write.created(&format!("/rooms/{id}"), Some(version), &RoomBody::new(room, lang)).await
}
