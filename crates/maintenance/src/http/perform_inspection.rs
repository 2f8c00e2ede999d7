//! `POST /inspections/{id}/perform`

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

/// When it took place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionPerformed)]
pub(crate) struct Input {
    /// Not in the future.
    performed_on: NaiveDate,
    /// Who inspected; who was to come, unless told.
    #[schema(max_length = 200)]
    performer: Option<String>,
}

/// Says that it took place. The next one counts from that day.
#[utoipa::path(post, path = "/inspections/{id}/perform", tag = "inspections", request_body = Input,
    params(("id" = InspectionId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = InspectionDetail), httpkit::WriteProblems))]
pub(crate) async fn perform_inspection(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InspectionId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let of = OfInspection { id, seen: seen.and_then(IfMatch::version) };
    let Input { performed_on, performer } = input;
    let write = caller.begin(&state).await?;
    let id = commands::perform_inspection(&write.tx, &write.cx, of, performed_on, performer.as_deref()).await?;
    let now = queries::inspection(&write.tx, &write.cx, id).await?;
    write.ok(Some(now.line.version), &now).await
}
