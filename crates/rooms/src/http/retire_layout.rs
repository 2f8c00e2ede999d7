//! `POST /rooms/{id}/layouts/{layout_id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Path};
use kernel::{BookableId, LayoutId, Rejection};

use super::body::RoomBody;
use crate::{
    commands::{self, RetireLayout},
    queries,
};

/// Stops offering a layout and answers the room. Bookings that chose it keep it.
#[utoipa::path(post, path = "/rooms/{id}/layouts/{layout_id}/retire", tag = "rooms",
    params(("id" = BookableId, Path), ("layout_id" = LayoutId, Path),
        ("if-match" = Option<String>, Header, description = "The `ETag` of the room")),
    responses((status = 200, body = RoomBody), httpkit::VersionedProblems))]
pub(crate) async fn retire_layout(
    State(state): State<AppState>,
    caller: Caller,
    Path((room, layout)): Path<(BookableId, LayoutId)>,
    seen: Option<IfMatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = RetireLayout { room, layout, seen: seen.and_then(IfMatch::version) };
    commands::retire_layout(&write.tx, &write.cx, input).await?;
    let after = queries::one((&write.tx).into(), room).await?.ok_or(Rejection::NotFound("room"))?;
    let (version, lang) = (after.version, write.cx.lang);
    write.ok(Some(version), &RoomBody::new(after, lang)).await
}
