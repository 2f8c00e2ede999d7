//! `POST /emission-schemes/{id}/rules`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::SchemeId;

use super::emission_body::SchemeBody;
use crate::{
    commands::{self, NewRule},
    queries,
};

/// Adds a rule to a scheme. It holds from its day on, until the next rule for that fuel begins.
#[utoipa::path(post, path = "/emission-schemes/{id}/rules", tag = "fleet", request_body = NewRule,
    params(("id" = SchemeId, Path)), responses((status = 201, body = SchemeBody), httpkit::WriteProblems))]
pub(crate) async fn add_emission_rule(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<SchemeId>,
    Json(input): Json<NewRule>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::add_rule(&write.tx, &write.cx, id, input).await?;
    let scheme = queries::scheme((&write.tx).into(), id).await?;
    let lang = write.cx.lang;
    write.created("/emission-schemes", None, &SchemeBody::new(scheme, lang)).await
}
