//! `PUT /spaces/{id}/outline`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::PlaceId;

use super::map_body::OutlineBody;
use crate::{
    commands::{self, SetOutline},
    model::outline::Polygon,
};

/// Draws where a space lies on the plan of its floor: one closed ring that does not cross itself, inside the plan.
#[utoipa::path(put, path = "/spaces/{id}/outline", tag = "places", request_body = Polygon,
    params(("id" = PlaceId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` of the space that the caller saw")),
    responses((status = 200, body = OutlineBody), httpkit::VersionedProblems))]
pub(crate) async fn set_outline(
    State(state): State<AppState>,
    caller: Caller,
    Path(space): Path<PlaceId>,
    seen: Option<IfMatch>,
    Json(polygon): Json<Polygon>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = SetOutline { space, seen: seen.and_then(IfMatch::version), outline: Some(polygon) };
    let drawn = commands::set_outline(&write.tx, &write.cx, input).await?;
    let version = drawn.space.version;
    write.ok(Some(version), &OutlineBody::from(drawn)).await
}
