//! `POST /inspections`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::id::InstallationId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, PastInspection},
    queries::{self, InspectionDetail},
};

/// An inspection that took place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewInspection)]
pub(crate) struct Input {
    installation_id: InstallationId,
    /// The code of a rule for its class.
    #[schema(example = "BE-LIFT")]
    regime: String,
    /// The code of an interval of the rule.
    #[schema(example = "yearly")]
    interval: String,
    /// Not in the future.
    performed_on: NaiveDate,
    /// Who inspected.
    #[schema(max_length = 200)]
    performer: String,
}

/// Notes an inspection that took place without having been planned here: what was there before, or an additional one. Its
/// report and result follow as for any other. Those that come up are planned by themselves.
#[utoipa::path(post, path = "/inspections", tag = "inspections", request_body = Input,
    responses((status = 201, body = InspectionDetail), httpkit::WriteProblems))]
pub(crate) async fn note_inspection(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { installation_id, regime, interval, performed_on, performer } = input;
    let input = PastInspection { installation: installation_id, regime, interval, performed_on, performer };
    let write = caller.begin(&state).await?;
    let id = commands::note_inspection(&write.tx, &write.cx, input).await?;
    let made = queries::inspection(&write.tx, &write.cx, id).await?;
    write.created(&format!("/inspections/{id}"), Some(made.line.version), &made).await
}
