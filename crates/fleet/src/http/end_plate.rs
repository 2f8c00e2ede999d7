//! `POST /plates/{id}/end`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::PlateId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::plate_body::PlateBody;
use crate::{
    commands::{self, EndPlate},
    queries::{self, PlateLine},
};

/// When a plate comes off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlateEnd)]
pub(crate) struct Input {
    /// The first day on which it is no longer there.
    until: NaiveDate,
}

/// Takes a plate off its vehicle from a day on, earlier or later than was said before.
#[utoipa::path(post, path = "/plates/{id}/end", tag = "fleet", request_body = Input, params(("id" = PlateId, Path)),
    responses((status = 200, body = PlateBody), httpkit::WriteProblems))]
pub(crate) async fn end_plate(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlateId>,
    Json(Input { until }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::end_plate(&write.tx, &write.cx, EndPlate { id, until }).await?;
    let line: PlateLine = queries::plate((&write.tx).into(), id).await?;
    let lang = write.cx.lang;
    write.ok(None, &PlateBody::new(line, lang)).await
}
