//! `POST /installation-classes`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::field::NamesInput;
use serde::Deserialize;
use utoipa::ToSchema;

use super::installation_body::ClassBody;
use crate::commands;

/// A class of installations to be added or renamed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewInstallationClass)]
pub(crate) struct Input {
    /// Lower-case letters, digits and `_`.
    #[schema(max_length = 40, example = "air_handler")]
    code: String,
    names: NamesInput,
}

/// Adds a class of installations, or renames the one with that code.
#[utoipa::path(post, path = "/installation-classes", tag = "installations", request_body = Input,
    responses((status = 201, body = ClassBody), httpkit::WriteProblems))]
pub(crate) async fn define_installation_class(
    State(state): State<AppState>,
    caller: Caller,
    Json(Input { code, names }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let class = commands::define_installation_class(&write.tx, &write.cx, &code, names).await?;
    let lang = write.cx.lang;
    write.created("/installation-classes", None, &ClassBody::new(class, lang)).await
}
