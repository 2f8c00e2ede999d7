//! `POST /inspections/{id}/drop`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::InspectionId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, OfInspection},
    queries::{self, InspectionDetail},
};

/// Why it is left out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionDrop)]
pub(crate) struct Input {
    #[schema(max_length = 1000)]
    reason: String,
}

/// Leaves it out, with its ticket. The next one counts from when this one was due.
#[utoipa::path(post, path = "/inspections/{id}/drop", tag = "inspections", request_body = Input,
    params(("id" = InspectionId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = InspectionDetail), httpkit::WriteProblems))]
pub(crate) async fn drop_inspection(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InspectionId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let of = OfInspection { id, seen: seen.and_then(IfMatch::version) };
    let write = caller.begin(&state).await?;
    let id = commands::drop_inspection(&write.tx, &write.cx, of, &input.reason).await?;
    let now = queries::inspection(&write.tx, &write.cx, id).await?;
    write.ok(Some(now.line.version), &now).await
}
