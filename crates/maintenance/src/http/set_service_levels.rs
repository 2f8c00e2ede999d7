//! `PUT /service-levels`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::id::TeamId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, SetServiceLevels},
    model::{priority::Priority, service_level::ServiceLevel},
    queries::{self, Levels},
};

/// What is promised from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ServiceLevelsSet)]
pub(crate) struct Input {
    /// Which team; without one, what holds for all that have said nothing.
    team_id: Option<TeamId>,
    /// For priorities that are left out, what holds above it.
    levels: Vec<LevelInput>,
}

/// What is promised for a priority.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ServiceLevelSet)]
pub(crate) struct LevelInput {
    priority: Priority,
    /// Minutes of working time until somebody of the desk has looked at it.
    #[schema(minimum = 1)]
    acknowledge_minutes: i64,
    /// Minutes of working time until it is done; not less.
    #[schema(minimum = 1)]
    fix_minutes: i64,
    /// So many minutes of working time before that the desk is warned; 0: never. A quarter of the time, unless told.
    #[schema(minimum = 0)]
    warn_minutes: Option<i64>,
}

/// Says what a team promises, or all that have said nothing. Promises that were made stay until the ticket is triaged,
/// planned or changed.
#[utoipa::path(put, path = "/service-levels", tag = "maintenance", request_body = Input,
    responses((status = 200, body = Levels), httpkit::WriteProblems))]
pub(crate) async fn set_service_levels(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { team_id: team, levels } = input;
    let levels = levels
        .into_iter()
        .map(|LevelInput { priority, acknowledge_minutes, fix_minutes, warn_minutes }| {
            let warn_minutes = warn_minutes.unwrap_or(ServiceLevel::usual_warning(fix_minutes));
            (priority, ServiceLevel { acknowledge_minutes, fix_minutes, warn_minutes })
        })
        .collect();
    let write = caller.begin(&state).await?;
    commands::set_service_levels(&write.tx, &write.cx, SetServiceLevels { team, levels }).await?;
    let levels = queries::levels(&write.tx, team).await?;
    write.ok(None, &levels).await
}
