//! `PUT /features/{code}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use serde::Deserialize;
use utoipa::ToSchema;

use super::list_features::FeatureBody;
use kernel::field::NamesInput;

use crate::commands;

/// What a feature is called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FeatureNames)]
pub(crate) struct Input {
    names: NamesInput,
}

/// Adds a feature that rooms can have, or renames it.
#[utoipa::path(put, path = "/features/{code}", tag = "rooms", params(("code" = String, Path)), request_body = Input,
    responses((status = 200, body = FeatureBody), httpkit::WriteProblems))]
pub(crate) async fn define_feature(
    State(state): State<AppState>,
    caller: Caller,
    Path(code): Path<String>,
    Json(Input { names }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let feature = commands::define_feature(&write.tx, &write.cx, &code, names).await?;
    let lang = write.cx.lang;
    write.ok(None, &FeatureBody::new(feature, lang)).await
}
