//! `GET /inspection-regimes`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Page, Query, answer};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::queries::{self, RegimeBody};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only those that hold on this day.
    on: Option<NaiveDate>,
    /// Only those of this class of installations.
    class: Option<String>,
}

/// The rules by which installations are inspected, by code, each version of a rule by itself.
#[utoipa::path(get, path = "/inspection-regimes", tag = "inspections", params(Filter),
    responses((status = 200, body = Page<RegimeBody>), httpkit::ReadProblems))]
pub(crate) async fn list_inspection_regimes(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { on, class }): Query<Filter>,
) -> Result<Response, ApiError> {
    let found = queries::regimes(state.db.read(), &caller.cx, on, class.as_deref()).await?;
    answer(None, &Page::whole(found))
}
