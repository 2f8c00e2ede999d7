//! `PUT /teams/{id}/members`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::{PersonId, id::TeamId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands,
    queries::{self, Team},
};

/// Who is in a team.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MaintenanceTeamMembers)]
pub(crate) struct Input {
    /// All of them.
    members: Vec<PersonId>,
}

/// Says who is in a team, in the place of who was.
#[utoipa::path(put, path = "/teams/{id}/members", tag = "maintenance", request_body = Input, params(("id" = TeamId, Path)),
    responses((status = 200, body = Team), httpkit::WriteProblems))]
pub(crate) async fn set_team_members(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TeamId>,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let id = commands::set_members(&write.tx, &write.cx, id, input.members).await?;
    let team = queries::team(&write.tx, &write.cx, id).await?;
    write.ok(Some(team.version), &team).await
}
