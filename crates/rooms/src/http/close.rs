//! `POST /closures`

use axum::{extract::State, response::Response};
use booking::{Engine, commands};
use httpkit::{ApiError, AppState, Caller, Json};

use super::closure_body::{ClosureBody, NewClosureBody, refused};
use crate::queries::own_closure;

/// Closes a place or rooms for a time.
#[utoipa::path(post, path = "/closures", tag = "closures", request_body = NewClosureBody,
    responses((status = 201, body = ClosureBody), httpkit::WriteProblems))]
pub(crate) async fn close(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<NewClosureBody>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = input.input((&write.tx).into(), &write.cx).await?;
    let engine = state.get::<Engine>();
    let id = commands::close::close(engine, &write.tx, &write.cx, input).await.map_err(refused)?;
    let closure = own_closure((&write.tx).into(), &write.cx, id).await?;
    let lang = write.cx.lang;
    write.created(&format!("/closures/{id}"), None, &ClosureBody::new(closure, lang)).await
}
