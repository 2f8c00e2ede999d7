//! `PATCH /inspection-regimes/{id}`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::{field::NamesPatch, id::RegimeId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, RegimePatch},
    model::inspection::{IntervalInput, PerformerKind},
    queries::{self, RegimeBody},
};

/// What changes about a rule: an absent member stays as it is, null empties it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionRegimeChange)]
pub(crate) struct Input {
    names: Option<NamesPatch>,
    legal_basis: Option<String>,
    #[serde(default, deserialize_with = "httpkit::present")]
    valid_to: Option<Option<NaiveDate>>,
    to_confirm: Option<bool>,
    performer: Option<PerformerKind>,
    lead_days: Option<i64>,
    #[serde(default, deserialize_with = "httpkit::present")]
    retention_years: Option<Option<i64>>,
    #[serde(default, deserialize_with = "httpkit::present")]
    repair_months: Option<Option<i64>>,
    /// All of them.
    intervals: Option<Vec<IntervalInput>>,
}

/// Changes a rule. When the law changes, add the next version instead: what was planned by the old one stays as it was.
#[utoipa::path(patch, path = "/inspection-regimes/{id}", tag = "inspections", request_body = Input,
    params(("id" = RegimeId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = RegimeBody), httpkit::VersionedProblems))]
pub(crate) async fn change_inspection_regime(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<RegimeId>,
    seen: IfMatch,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input {
        names,
        legal_basis,
        valid_to,
        to_confirm,
        performer,
        lead_days,
        retention_years,
        repair_months,
        intervals,
    } = input;
    let patch = RegimePatch {
        names,
        legal_basis,
        valid_to,
        to_confirm,
        performer,
        lead_days,
        retention_years,
        repair_months,
        intervals,
    };
    let write = caller.begin(&state).await?;
    let id = commands::change_regime(&write.tx, &write.cx, id, seen.version(), patch).await?;
    let now = queries::regime(&write.tx, &write.cx, id).await?;
    write.ok(Some(now.version), &now).await
}
