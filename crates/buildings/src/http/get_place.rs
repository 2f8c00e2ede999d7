//! `GET /places/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::PlaceId;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::PlaceBody;
use crate::queries;

/// A place with the way to it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlaceWithPath)]
pub(crate) struct Body {
    #[serde(flatten)]
    place: PlaceBody,
    /// The way from the site down to the place, itself not included.
    path: Vec<Step>,
}

/// A place on the way.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlaceStep)]
pub(crate) struct Step {
    id: PlaceId,
    code: String,
    /// The name in the caller's language.
    name: String,
}

/// One place, retired or not, with the way to it.
#[utoipa::path(get, path = "/places/{id}", tag = "places", params(("id" = PlaceId, Path)),
    responses((status = 200, body = Body), httpkit::ReadProblems))]
pub(crate) async fn get_place(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlaceId>,
) -> Result<Response, ApiError> {
    let lang = caller.cx.lang;
    let mut path = queries::path(state.db.read(), id).await?;
    let place = path.pop().ok_or_else(ApiError::not_found)?;
    let path = path
        .into_iter()
        .map(|step| Step { id: step.id, name: step.names.get(lang).to_owned(), code: step.code })
        .collect();
    answer(Some(place.version), &Body { place: PlaceBody::new(place, lang), path })
}
