//! `POST /installations`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};

use super::installation_body::InstallationBody;
use crate::{commands, model::installation::AddInstallation};

/// Adds an installation to a place.
#[utoipa::path(post, path = "/installations", tag = "installations", request_body = AddInstallation,
    responses((status = 201, body = InstallationBody), httpkit::WriteProblems))]
pub(crate) async fn add_installation(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<AddInstallation>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let made = commands::add_installation(&write.tx, &write.cx, input).await?;
    let (path, version) = (format!("/installations/{}", made.id), made.version);
    let body = InstallationBody::of(&write.tx, &write.cx, made).await?;
    write.created(&path, Some(version), &body).await
}
