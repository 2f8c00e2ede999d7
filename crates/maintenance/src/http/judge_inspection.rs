//! `POST /inspections/{id}/judge`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::InspectionId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, Judgement, NewRemark, OfInspection},
    model::inspection::InspectionResult,
    queries::{self, InspectionDetail},
};

/// What was found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionJudgement)]
pub(crate) struct Input {
    result: InspectionResult,
    #[schema(max_length = 4000)]
    note: Option<String>,
    /// None with `conform`, at least one with everything else, at most 100.
    #[serde(default)]
    remarks: Vec<RemarkInput>,
    /// Whether the installation is put out of service; only with `non_conform`.
    #[serde(default)]
    out_of_service: bool,
}

/// Something that has to be done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewInspectionRemark)]
pub(crate) struct RemarkInput {
    #[schema(max_length = 2000)]
    text: String,
    /// By when. Where nothing is told, what does not conform is to be put right within the months that the rule gives.
    deadline: Option<NaiveDate>,
    /// Whether a ticket is opened for it at once.
    #[serde(default)]
    order: bool,
}

/// Says what was found. A report must hang on it by then.
#[utoipa::path(post, path = "/inspections/{id}/judge", tag = "inspections", request_body = Input,
    params(("id" = InspectionId, Path), ("if-match" = Option<String>, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = InspectionDetail), httpkit::WriteProblems))]
pub(crate) async fn judge_inspection(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<InspectionId>,
    seen: Option<IfMatch>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let of = OfInspection { id, seen: seen.and_then(IfMatch::version) };
    let Input { result, note, remarks, out_of_service } = input;
    let remark = |RemarkInput { text, deadline, order }| NewRemark { text, deadline, order };
    let remarks = remarks.into_iter().map(remark).collect();
    let input = Judgement { result, note, remarks, out_of_service };
    let write = caller.begin(&state).await?;
    let id = commands::judge_inspection(&write.tx, &write.cx, of, input).await?;
    let now = queries::inspection(&write.tx, &write.cx, id).await?;
    write.ok(Some(now.line.version), &now).await
}
