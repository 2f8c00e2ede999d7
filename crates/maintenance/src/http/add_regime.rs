//! `POST /inspection-regimes`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::field::NamesInput;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, NewRegime},
    model::inspection::{IntervalInput, PerformerKind},
    queries::{self, RegimeBody},
};

/// A rule to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewInspectionRegime)]
pub(crate) struct Input {
    /// Letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "BE-LIFT")]
    code: String,
    names: NamesInput,
    /// The code of the class of installations.
    #[schema(example = "lift")]
    class: String,
    /// Which law or agreement says so.
    #[schema(max_length = 1000)]
    legal_basis: String,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    /// Whether somebody who knows the law has still to confirm it.
    #[serde(default)]
    to_confirm: bool,
    /// Who may inspect.
    performer: PerformerKind,
    /// How many days before the day the inspection is planned; 30 unless told, at most 366.
    lead_days: Option<i64>,
    /// How many years the reports are kept, at most 100; nothing where the rule says nothing.
    retention_years: Option<i64>,
    /// How many months there are to put right what does not conform, at most 120; nothing where the rule says nothing.
    repair_months: Option<i64>,
    /// How often: at least one, at most twelve.
    intervals: Vec<IntervalInput>,
    /// Whether this follows the rule that has the code already: that one ends on the day before. Without it, a code that is
    /// in use is refused.
    #[serde(default)]
    next_version: bool,
}

/// Keeps a rule by which installations are inspected, or the next version of one.
#[utoipa::path(post, path = "/inspection-regimes", tag = "inspections", request_body = Input,
    responses((status = 201, body = RegimeBody), httpkit::WriteProblems))]
pub(crate) async fn add_inspection_regime(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input {
        code,
        names,
        class,
        legal_basis,
        valid_from,
        valid_to,
        to_confirm,
        performer,
        lead_days,
        retention_years,
        repair_months,
        intervals,
        next_version,
    } = input;
    let input = NewRegime {
        code,
        names,
        class,
        legal_basis,
        valid_from,
        valid_to,
        to_confirm,
        performer,
        lead_days: lead_days.unwrap_or(30),
        retention_years,
        repair_months,
        intervals,
        next_version,
    };
    let write = caller.begin(&state).await?;
    let id = commands::add_regime(&write.tx, &write.cx, input).await?;
    let made = queries::regime(&write.tx, &write.cx, id).await?;
    write.created(&format!("/inspection-regimes/{id}"), Some(made.version), &made).await
}
