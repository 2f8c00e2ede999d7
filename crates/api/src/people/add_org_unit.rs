//! `POST /org-units`: a new unit.

use axum::{extract::State, response::Response};
use directory::commands;
use httpkit::{ApiError, AppState, Caller, Json, WriteProblems};
use kernel::{Names, OrgUnitId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::views::OrgUnitView;

/// A new unit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewOrgUnit {
    #[schema(min_length = 1, max_length = 32, example = "ICT")]
    code: String,
    names: Names,
    /// The unit above it; null: at the top.
    parent_id: Option<OrgUnitId>,
}

/// Adds an organisational unit.
#[utoipa::path(
    post, path = "/org-units", request_body = NewOrgUnit,
    responses((status = 201, description = "Added", body = OrgUnitView), WriteProblems)
)]
pub(super) async fn add_org_unit(
    State(state): State<AppState>,
    caller: Caller,
    Json(NewOrgUnit { code, names, parent_id }): Json<NewOrgUnit>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let input = commands::NewOrgUnit { code, names, parent: parent_id };
    let unit = commands::add_org_unit(&write.tx, &write.cx, input).await?;
    write.created(&format!("/org-units/{}", unit.id), None, &OrgUnitView::of(unit, caller.cx.lang)).await
}
