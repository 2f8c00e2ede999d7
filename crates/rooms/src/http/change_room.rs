//! `PATCH /rooms/{id}`

use axum::{extract::State, response::Response};
use buildings::model::NamesPatch;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{BookableId, PlaceId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::RoomBody;
use crate::commands::{self, ChangeRoom, RoomPatch};

/// What changes about a room: an absent member stays as it is, null empties it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RoomChange)]
pub(crate) struct Input {
    code: Option<String>,
    names: Option<NamesPatch>,
    description: Option<String>,
    /// The spaces it takes up, on the same site.
    space_ids: Option<Vec<PlaceId>>,
    /// All that it has.
    features: Option<Vec<String>>,
    step_free: Option<bool>,
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    team: Option<Option<String>>,
}

/// Changes a room.
#[utoipa::path(patch, path = "/rooms/{id}", tag = "rooms", request_body = Input,
    params(("id" = BookableId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = RoomBody), httpkit::VersionedProblems))]
pub(crate) async fn change_room(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    seen: IfMatch,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, names, description, space_ids, features, step_free, team } = input;
    let patch = RoomPatch { code, names, description, space_ids, features, step_free, team };
    let write = caller.begin(&state).await?;
    let room = commands::change_room(&write.tx, &write.cx, ChangeRoom { id, seen: seen.version(), patch }).await?;
    let (version, lang) = (room.version, write.cx.lang);
    write.ok(Some(version), &RoomBody::new(room, lang)).await
}
