//! `GET /teams/{id}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::TeamId;

use crate::queries::{self, Team};

/// A team with its hours and members.
#[utoipa::path(get, path = "/teams/{id}", tag = "maintenance", params(("id" = TeamId, Path)),
    responses((status = 200, body = Team), httpkit::ReadProblems))]
pub(crate) async fn get_team(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<TeamId>,
) -> Result<Response, ApiError> {
    let team = queries::team(state.db.read(), &caller.cx, id).await?;
    answer(Some(team.version), &team)
}
