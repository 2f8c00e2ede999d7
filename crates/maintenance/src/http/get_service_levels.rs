//! `GET /service-levels`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Query, answer};
use kernel::id::TeamId;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::queries::{self, Levels};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Of this team; else what holds for all that have said nothing.
    team: Option<TeamId>,
}

/// What is promised for each priority, in minutes of working time.
#[utoipa::path(get, path = "/service-levels", tag = "maintenance", params(Filter),
    responses((status = 200, body = Levels), httpkit::ReadProblems))]
pub(crate) async fn get_service_levels(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { team }): Query<Filter>,
) -> Result<Response, ApiError> {
    if let Some(team) = team {
        queries::team(state.db.read(), &caller.cx, team).await?;
    }
    answer(None, &queries::levels(state.db.read(), team).await?)
}
