//! `GET /rooms/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::BookableId;

use super::body::RoomBody;
use crate::queries;

/// One room, retired or not.
#[utoipa::path(get, path = "/rooms/{id}", tag = "rooms", params(("id" = BookableId, Path)),
    responses((status = 200, body = RoomBody), httpkit::ReadProblems))]
pub(crate) async fn get_room(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
) -> Result<Response, ApiError> {
    let room = queries::one_visible((&state.db).into(), &caller.cx, id).await?;
    answer(Some(room.version), &RoomBody::new(room, caller.cx.lang))
}
