//! `POST /closures/{id}/lift`

use axum::{extract::State, response::Response};
use booking::{Engine, commands};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::ClosureId;

use super::closure_body::ClosureBody;
use crate::{RoomsError, queries::own_closure};

/// Opens again what a closure closed.
#[utoipa::path(post, path = "/closures/{id}/lift", tag = "closures", params(("id" = ClosureId, Path)),
    responses((status = 200, body = ClosureBody), httpkit::WriteProblems))]
pub(crate) async fn lift_closure(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<ClosureId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let engine = state.get::<Engine>();
    commands::close::lift_closure(engine, &write.tx, &write.cx, id).await.map_err(RoomsError::from)?;
    let closure = own_closure((&write.tx).into(), &write.cx, id).await?;
    let lang = write.cx.lang;
    write.ok(None, &ClosureBody::new(closure, lang)).await
}
