//! `POST /meters/{id}/retire`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path};
use kernel::id::MeterId;

use super::installation_body::MeterBody;
use crate::{commands, queries};

/// Retires a meter: its readings stay, and there will be no new ones.
#[utoipa::path(post, path = "/meters/{id}/retire", tag = "installations", params(("id" = MeterId, Path)),
    responses((status = 200, body = MeterBody), httpkit::WriteProblems))]
pub(crate) async fn retire_meter(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<MeterId>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let retired = commands::retire_meter(&write.tx, &write.cx, id).await?;
    let last = queries::readings(&write.tx, id, None, 1).await?.pop();
    let lang = write.cx.lang;
    write.ok(None, &MeterBody::new(retired, last, lang)).await
}
