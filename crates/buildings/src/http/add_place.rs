//! `POST /places`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::body::PlaceBody;
use crate::{commands, model::AddPlace};

/// Adds a place. A site with a country gets that country's holidays.
#[utoipa::path(post, path = "/places", tag = "places", request_body = AddPlace,
    responses((status = 201, body = PlaceBody), httpkit::WriteProblems))]
pub(crate) async fn add_place(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<AddPlace>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let place = commands::add_place(&write.tx, &write.cx, input).await?;
    let (path, version, lang) = (format!("/places/{}", place.id), place.version, write.cx.lang);
    write.created(&path, Some(version), &PlaceBody::new(place, lang)).await
}
