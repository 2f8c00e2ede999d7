//! `GET /checklists`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, Query, answer};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::queries::{self, Checklist};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Retired ones too.
    retired: Option<bool>,
}

/// The checklists, by code.
#[utoipa::path(get, path = "/checklists", tag = "maintenance", params(Filter),
    responses((status = 200, body = Page<Checklist>), httpkit::ReadProblems))]
pub(crate) async fn list_checklists(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { retired }): Query<Filter>,
) -> Result<Response, ApiError> {
    let lists = queries::checklists(state.db.read(), &caller.cx, retired.unwrap_or_default()).await?;
    answer(None, &Page::whole(lists))
}
