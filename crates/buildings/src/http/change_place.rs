//! `PATCH /places/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{PlaceId, Zone};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::PlaceBody;
use crate::{
    commands::{self, ChangePlace},
    model::{NamesPatch, PlacePatch, SpaceKind},
};

/// What changes about a place: an absent member stays as it is, null empties it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlaceChange)]
pub(crate) struct Input {
    code: Option<String>,
    names: Option<NamesPatch>,
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<SpaceKind>)]
    space_kind: Option<Option<SpaceKind>>,
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<i64>)]
    area_m2: Option<Option<i64>>,
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<i64>)]
    level: Option<Option<i64>>,
    step_free: Option<bool>,
    heritage: Option<bool>,
    /// Refused while something on the site can be booked.
    time_zone: Option<Zone>,
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    country: Option<Option<String>>,
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    address: Option<Option<String>>,
    #[serde(default, deserialize_with = "httpkit::present")]
    #[schema(value_type = Option<String>)]
    contact: Option<Option<String>>,
}

/// Changes a place.
#[utoipa::path(patch, path = "/places/{id}", tag = "places", request_body = Input,
    params(("id" = PlaceId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = PlaceBody), httpkit::VersionedProblems))]
pub(crate) async fn change_place(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlaceId>,
    seen: IfMatch,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, names, space_kind, area_m2, level, step_free, heritage, time_zone, country, address, contact } =
        input;
    let patch = PlacePatch {
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
    let place = commands::change_place(&write.tx, &write.cx, ChangePlace { id, seen: seen.version(), patch }).await?;
    let (version, lang) = (place.version, write.cx.lang);
    write.ok(Some(version), &PlaceBody::new(place, lang)).await
}
