//! `GET /floors/{id}/map`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::PlaceId;

use super::map_body::MapBody;
use crate::{map::MapLayers, queries};

/// A floor with its plan and its spaces, and what goes on in them now.
#[utoipa::path(get, path = "/floors/{id}/map", tag = "places", params(("id" = PlaceId, Path)),
    responses((status = 200, body = MapBody), httpkit::ReadProblems))]
pub(crate) async fn get_map(
    State(state): State<AppState>,
    caller: Caller,
    Path(floor): Path<PlaceId>,
) -> Result<Response, ApiError> {
    let layers = state.get::<MapLayers>();
    let map = queries::floor_map((&state.db).into(), &caller.cx, layers, floor).await?;
    answer(None, &MapBody::new(map.ok_or_else(ApiError::not_found)?, caller.cx.lang))
}
