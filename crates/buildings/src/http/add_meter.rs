//! `POST /installations/{id}/meters`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::InstallationId;

use super::installation_body::MeterBody;
use crate::{commands, model::meter::AddMeter};

/// Adds a meter to an installation.
#[utoipa::path(post, path = "/installations/{id}/meters", tag = "installations", request_body = AddMeter,
    params(("id" = InstallationId, Path)), responses((status = 201, body = MeterBody), httpkit::WriteProblems))]
pub(crate) async fn add_meter(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InstallationId>,
    Json(input): Json<AddMeter>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let made = commands::add_meter(&write.tx, &write.cx, id, input).await?;
    let (path, lang) = (format!("/meters/{}/readings", made.id), write.cx.lang);
    write.created(&path, None, &MeterBody::new(made, None, lang)).await
}
