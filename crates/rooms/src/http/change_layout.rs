//! `PATCH /rooms/{id}/layouts/{layout_id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{BookableId, LayoutId, Rejection};

use super::body::RoomBody;
use crate::{
    commands::{self, ChangeLayout},
    model::LayoutPatch,
    queries,
};

/// Changes a layout and answers the room. Dates that are booked already keep their minutes.
#[utoipa::path(patch, path = "/rooms/{id}/layouts/{layout_id}", tag = "rooms", request_body = LayoutPatch,
    params(("id" = BookableId, Path), ("layout_id" = LayoutId, Path),
        ("if-match" = String, Header, description = "The `ETag` of the room")),
    responses((status = 200, body = RoomBody), httpkit::VersionedProblems))]
pub(crate) async fn change_layout(
    State(state): State<AppState>,
    caller: Caller,
    Path((room, layout)): Path<(BookableId, LayoutId)>,
    seen: IfMatch,
    Json(patch): Json<LayoutPatch>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::change_layout(&write.tx, &write.cx, ChangeLayout { room, layout, seen: seen.version(), patch }).await?;
    let after = queries::one((&write.tx).into(), room).await?.ok_or(Rejection::NotFound("room"))?;
    let (version, lang) = (after.version, write.cx.lang);
    write.ok(Some(version), &RoomBody::new(after, lang)).await
}
