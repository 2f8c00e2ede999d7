//! `POST /inspections/{id}/schedule`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::InspectionId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, OfInspection},
    queries::{self, InspectionDetail},
};

/// When who comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionSchedule)]
pub(crate) struct Input {
    /// Not in the past.
    on: NaiveDate,
    /// Who inspects.
    #[schema(max_length = 200)]
    performer: String,
}

/// Says when who comes; also once more.
#[utoipa::path(post, path = "/inspections/{id}/schedule", tag = "inspections", request_body = Input,
    params(("id" = InspectionId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = InspectionDetail), httpkit::WriteProblems))]
pub(crate) async fn schedule_inspection(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InspectionId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let of = OfInspection { id, seen: seen.and_then(IfMatch::version) };
    let Input { on, performer } = input;
    let write = caller.begin(&state).await?;
    let id = commands::schedule_inspection(&write.tx, &write.cx, of, on, &performer).await?;
    let now = queries::inspection(&write.tx, &write.cx, id).await?;
    write.ok(Some(now.line.version), &now).await
}
