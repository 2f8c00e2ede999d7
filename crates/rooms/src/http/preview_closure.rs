//! `POST /closures/preview`

use axum::{extract::State, response::Response};
use booking::{Engine, commands::close::preview_closure as preview, queries::rehousing};
use httpkit::{ApiError, AppState, Caller, Json, answer};

use super::closure_body::{NewClosureBody, PreviewBody, refused};

/// What a closure would close, what is in its way, and where that could go.
#[utoipa::path(post, path = "/closures/preview", tag = "closures", request_body = NewClosureBody,
    responses((status = 200, body = PreviewBody), httpkit::WriteProblems))]
pub(crate) async fn preview_closure(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<NewClosureBody>,
) -> Result<Response, ApiError> {
    let (engine, cx) = (state.get::<Engine>(), &caller.cx);
    let input = input.input((&state.db).into(), cx).await?;
    let found = preview(engine, (&state.db).into(), cx, &input).await.map_err(refused)?;
    let proposals = rehousing::proposals(engine, (&state.db).into(), cx, &input.scopes, input.span);
    let proposals = proposals.await.map_err(refused)?;
    answer(None, &PreviewBody::new(cx, &found.loaded, &found.hits, &proposals))
}
