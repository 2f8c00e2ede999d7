//! `PATCH /rooms/{id}/layouts/{layout_id}`

use axum::{extract::State, response::Response};
use buildings::model::NamesPatch;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{BookableId, LayoutId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::RoomBody;
use crate::{
    RoomsError,
    commands::{self, ChangeLayout},
    model::LayoutPatch,
    queries,
};

/// What changes about a layout: an absent member stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LayoutChange)]
pub(crate) struct Input {
    code: Option<String>,
    names: Option<NamesPatch>,
    capacity: Option<i64>,
    setup_minutes: Option<i64>,
    cleanup_minutes: Option<i64>,
    /// `true` makes it the default; the present default cannot give that up by itself.
    is_default: Option<bool>,
}

/// Changes a layout and answers the room. Dates that are booked already keep their minutes.
#[utoipa::path(patch, path = "/rooms/{id}/layouts/{layout_id}", tag = "rooms", request_body = Input,
    params(("id" = BookableId, Path), ("layout_id" = LayoutId, Path),
        ("if-match" = String, Header, description = "The `ETag` of the room")),
    responses((status = 200, body = RoomBody), httpkit::VersionedProblems))]
pub(crate) async fn change_layout(
    State(state): State<AppState>,
    caller: Caller,
    Path((room, layout)): Path<(BookableId, LayoutId)>,
    seen: IfMatch,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, names, capacity, setup_minutes, cleanup_minutes, is_default } = input;
    let patch = LayoutPatch { code, names, capacity, setup_minutes, cleanup_minutes, is_default };
    let write = caller.begin(&state).await?;
    commands::change_layout(&write.tx, &write.cx, ChangeLayout { room, layout, seen: seen.version(), patch }).await?;
    let after = queries::one((&write.tx).into(), room).await?.ok_or(RoomsError::NotFound("room"))?;
    let (version, lang) = (after.version, write.cx.lang);
    write.ok(Some(version), &RoomBody::new(after, lang)).await
}
