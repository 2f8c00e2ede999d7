//! `POST /emission-schemes`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::emission_body::SchemeBody;
use crate::{
    commands::{self, NewScheme},
    queries,
};

/// Keeps a low-emission zone, or a rule on buying, without rules at first.
#[utoipa::path(post, path = "/emission-schemes", tag = "fleet", request_body = NewScheme,
    responses((status = 201, body = SchemeBody), httpkit::WriteProblems))]
pub(crate) async fn add_emission_scheme(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<NewScheme>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::add_scheme(&write.tx, &write.cx, input).await?;
    let scheme = queries::scheme((&write.tx).into(), id).await?;
    let lang = write.cx.lang;
    write.created("/emission-schemes", None, &SchemeBody::new(scheme, lang)).await
}
