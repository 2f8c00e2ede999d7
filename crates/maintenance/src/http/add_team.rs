//! `POST /teams`

use axum::{extract::State, response::Response};
use booking::model::policy::Hours;
use httpkit::{ApiError, AppState, Caller, Json};
use kernel::PlaceId;
use kernel::field::NamesInput;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    commands::{self, NewTeam},
    queries::{self, Team},
};

/// A team to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMaintenanceTeam)]
pub(crate) struct Input {
    /// Unique among teams: letters, digits, `-`, `_`, `.`.
    #[schema(max_length = 40, example = "TECH")]
    code: String,
    names: NamesInput,
    /// The site whose zone and closed days its hours follow.
    site_id: PlaceId,
    /// When it works; Monday to Friday from 08:00 to 17:00, unless told.
    hours: Option<Hours>,
}

/// Makes a team.
#[utoipa::path(post, path = "/teams", tag = "maintenance", request_body = Input,
    responses((status = 201, body = Team), httpkit::WriteProblems))]
pub(crate) async fn add_team(
    State(state): State<AppState>,
    caller: Caller,
    Json(input): Json<Input>,
) -> Result<Response, ApiError> {
    let Input { code, names, site_id, hours } = input;
    let write = caller.begin(&state).await?;
    let id = commands::add_team(&write.tx, &write.cx, NewTeam { code, names, site: site_id, hours }).await?;
    let team = queries::team(&write.tx, &write.cx, id).await?;
    write.created(&format!("/teams/{id}"), Some(team.version), &team).await
}
