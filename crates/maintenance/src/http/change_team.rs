//! `PATCH /teams/{id}`

use axum::{extract::State, response::Response};
use booking::model::policy::Hours;
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::field::NamesPatch;
use kernel::id::TeamId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, TeamPatch},
    queries::{self, Team},
};

/// What changes about a team: an absent member stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MaintenanceTeamChange)]
pub(crate) struct Input {
    code: Option<String>,
    names: Option<NamesPatch>,
    /// Promises that were made stay.
    hours: Option<Hours>,
    /// Whether tickets are no longer given to it.
    retired: Option<bool>,
}

/// Changes a team.
#[utoipa::path(patch, path = "/teams/{id}", tag = "maintenance", request_body = Input,
    params(("id" = TeamId, Path), ("if-match" = String, Header, description = "The `ETag` the caller saw")),
    responses((status = 200, body = Team), httpkit::VersionedProblems))]
pub(crate) async fn change_team(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TeamId>,
    seen: IfMatch,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, names, hours, retired } = input;
    let write = caller.begin(&state).await?;
    let patch = TeamPatch { code, names, hours, retired };
    let id = commands::change_team(&write.tx, &write.cx, id, seen.version(), patch).await?;
    let team = queries::team(&write.tx, &write.cx, id).await?;
    write.ok(Some(team.version), &team).await
}
