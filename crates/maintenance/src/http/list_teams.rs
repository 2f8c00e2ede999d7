//! `GET /teams`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, Query, answer};
use kernel::PlaceId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::queries::{self, Team};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only of this site.
    site: Option<PlaceId>,
    /// Retired ones too.
    retired: Option<bool>,
}

/// The teams with their hours and members, by code.
#[utoipa::path(get, path = "/teams", tag = "maintenance", params(Filter),
    responses((status = 200, body = Page<Team>), httpkit::ReadProblems))]
pub(crate) async fn list_teams(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { site, retired }): Query<Filter>,
) -> Result<Response, ApiError> {
    let teams = queries::teams(state.db.read(), &caller.cx, site, retired.unwrap_or_default()).await?;
    answer(None, &Page::whole(teams))
}
