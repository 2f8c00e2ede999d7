//! `GET /maintenance-plans`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{
    PlaceId,
    id::{InstallationId, TeamId},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::queries::{self, PlanBody, PlanFilter};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this site.
    site: Option<PlaceId>,
    /// Only in this place and everything inside it.
    place: Option<PlaceId>,
    installation: Option<InstallationId>,
    team: Option<TeamId>,
    /// Only those that are paused, or only those that are not.
    paused: Option<bool>,
    /// Retired ones too.
    retired: Option<bool>,
}

/// The plans of work that comes again, by code, on the sites whose tickets the caller sees.
#[utoipa::path(get, path = "/maintenance-plans", tag = "maintenance", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<PlanBody>), httpkit::ReadProblems))]
pub(crate) async fn list_maintenance_plans(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { site, place, installation, team, paused, retired } = filter;
    let filter = PlanFilter { site, place, installation, team, paused, retired: retired.unwrap_or_default() };
    let after: Option<String> = paging.after()?;
    let found = queries::plans(state.db.read(), &caller.cx, &filter, after.as_deref(), paging.fetch()).await?;
    answer(None, &Page::of(found, &paging, |plan| plan.code.clone()))
}
