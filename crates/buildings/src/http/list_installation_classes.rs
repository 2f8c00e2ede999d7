//! `GET /installation-classes`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, answer};

use super::installation_body::ClassBody;
use crate::queries;

/// All classes of installations, by code.
#[utoipa::path(get, path = "/installation-classes", tag = "installations",
    responses((status = 200, body = Page<ClassBody>), httpkit::ReadProblems))]
pub(crate) async fn list_installation_classes(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Response, ApiError> {
    let classes = queries::installation_classes(state.db.read()).await?;
    answer(None, &Page::whole(classes.into_iter().map(|class| ClassBody::new(class, caller.cx.lang)).collect()))
}
