//! `POST /places`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::{PlaceId, Zone};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::PlaceBody;
use crate::{
    commands,
    model::{AddPlace, NamesInput, PlaceKind, SpaceKind},
};

/// A place to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPlace)]
pub(crate) struct Input {
    kind: PlaceKind,
    /// What it lies in; absent for a site.
    parent_id: Option<PlaceId>,
    /// Unique among all places: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "W16-4-01")]
    code: String,
    names: NamesInput,
    /// Only spaces.
    space_kind: Option<SpaceKind>,
    #[schema(minimum = 1)]
    area_m2: Option<i64>,
    /// Only floors.
    level: Option<i64>,
    #[serde(default)]
    step_free: bool,
    #[serde(default)]
    heritage: bool,
    /// A site must have one, others must not.
    time_zone: Option<Zone>,
    /// Only sites.
    country: Option<String>,
    address: Option<String>,
    contact: Option<String>,
}

/// Adds a place. A site with a country gets that country's holidays.
#[utoipa::path(post, path = "/places", tag = "places", request_body = Input,
    responses((status = 201, body = PlaceBody), httpkit::WriteProblems))]
pub(crate) async fn add_place(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input {
        kind,
        parent_id,
        code,
        names,
        space_kind,
        area_m2,
        level,
        step_free,
        heritage,
        time_zone,
        country,
        address,
        contact,
    } = input;
    let input = AddPlace {
        kind,
        parent_id,
        code,
        names,
        space_kind,
        area_m2,
        level,
        step_free,
        heritage,
        time_zone,
        country,
        address,
        contact,
    };
    let write = caller.begin(&state).await?;
    let place = commands::add_place(&write.tx, &write.cx, input).await?;
    let (path, version, lang) = (format!("/places/{}", place.id), place.version, write.cx.lang);
    write.created(&path, Some(version), &PlaceBody::new(place, lang)).await
}
