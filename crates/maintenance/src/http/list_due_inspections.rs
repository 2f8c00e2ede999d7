//! `GET /inspections/due`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{PlaceId, id::InstallationId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    inspecting::DueKey,
    model::inspection::DueStanding,
    queries::{self, DueLine},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this site.
    site: Option<PlaceId>,
    /// Only in this place and everything inside it.
    place: Option<PlaceId>,
    /// Only of this one.
    installation: Option<InstallationId>,
    /// Only what stands like this; may be repeated.
    #[serde(default)]
    standing: Vec<DueStanding>,
}

/// When each installation has to be inspected by the rules in force, by day; what nobody knows comes first. Computed at this
/// moment from when it was inspected last, else from when it was taken into use.
#[utoipa::path(get, path = "/inspections/due", tag = "inspections", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<DueLine>), httpkit::ReadProblems))]
pub(crate) async fn list_due_inspections(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { site, place, installation, standing } = filter;
    let scope = queries::scope(&caller.cx, site, place, installation)?;
    let after: Option<DueKey> = paging.after()?;
    let conn = state.db.read();
    let found = queries::due_lines(conn, &caller.cx, &scope, &standing, after.as_ref(), paging.fetch()).await?;
    answer(None, &Page::of(found, &paging, |(key, _)| key.clone()).map(|(_, line)| line))
}
