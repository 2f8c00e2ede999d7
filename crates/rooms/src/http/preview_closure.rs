//! `POST /closures/preview`

use axum::{extract::State, response::Response};
use booking::{Engine, commands::close::preview_closure as preview};
use httpkit::{ApiError, AppState, Caller, Json, answer};

use super::closure_body::{NewClosureBody, PreviewBody, refused};

/// What a closure would close, and what is in its way.
#[utoipa::path(post, path = "/closures/preview", tag = "closures", request_body = NewClosureBody,
    responses((status = 200, body = PreviewBody), httpkit::WriteProblems))]
pub(crate) async fn preview_closure(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<NewClosureBody>,
) -> Result<Response, ApiError> {
    let input = input.input((&state.db).into(), &caller.cx).await?;
    let found = preview(state.get::<Engine>(), (&state.db).into(), &caller.cx, &input).await.map_err(refused)?;
    answer(None, &PreviewBody::new(&caller.cx, &found.loaded, &found.hits))
}
