//! `POST /rooms`

use axum::{extract::State, response::Response};
use buildings::model::NamesInput;
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::PlaceId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{NewLayoutBody, RoomBody};
use crate::{
    RoomsError,
    commands::{self, CreateRoom},
    queries,
};

/// A room to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRoom)]
pub(crate) struct Input {
    /// Unique among everything that can be booked: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "W16-PRESS")]
    code: String,
    names: NamesInput,
    #[serde(default)]
    description: String,
    /// The spaces it takes up; may be left out for a room made of parts.
    #[serde(default)]
    space_ids: Vec<PlaceId>,
    /// The codes of the rooms it is made of: booking it takes all of them.
    #[serde(default)]
    parts: Vec<String>,
    /// What it has, by code.
    #[serde(default)]
    features: Vec<String>,
    /// How it can be set up; the first is the default unless one says so.
    layouts: Vec<NewLayoutBody>,
    /// Unless told, whether it holds for all its spaces.
    step_free: Option<bool>,
    /// Who prepares it.
    team: Option<String>,
}

/// Makes a room, which can be booked at once.
#[utoipa::path(post, path = "/rooms", tag = "rooms", request_body = Input,
    responses((status = 201, body = RoomBody), httpkit::WriteProblems))]
pub(crate) async fn create_room(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, names, description, space_ids, parts, features, layouts, step_free, team } = input;
    let layouts = layouts.into_iter().map(Into::into).collect();
    let input = CreateRoom { code, names, description, space_ids, parts, features, layouts, step_free, team };
    let write = caller.begin(&state).await?;
    let id = commands::create_room(&write.tx, &write.cx, input).await?;
    let room = queries::one((&write.tx).into(), id).await?.ok_or(RoomsError::NotFound("room"))?;
    let (version, lang) = (room.version, write.cx.lang);
    write.created(&format!("/rooms/{id}"), Some(version), &RoomBody::new(room, lang)).await
}
