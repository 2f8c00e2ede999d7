//! `GET /inspections/due`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{Class, PlaceId, id::InstallationId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    inspecting::DueKey,
    model::inspection::DueStanding,
    queries::{self, DueFilter, DueLine},
};

/// The most days ahead that can be asked for.
const MAX_DAYS: i64 = 3650;

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
    /// Only those of the class of installations with this code.
    class: Option<String>,
    /// Only what is due within so many days, or was due before.
    #[param(minimum = 0, maximum = 3650)]
    within_days: Option<i64>,
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
    let Filter { site, place, installation, standing, class, within_days } = filter;
    if within_days.is_some_and(|days| !(0..=MAX_DAYS).contains(&days)) {
        let problem = ApiError::new(Class::Malformed, "invalid_parameter").with("field", "within_days");
        return Err(problem.field("within_days", "invalid"));
    }
    let scope = queries::scope(&caller.cx, site, place, installation, class)?;
    let filter = DueFilter { scope, standings: standing, within_days };
    let after: Option<DueKey> = paging.after()?;
    let conn = state.db.read();
    let found = queries::due_lines(conn, &caller.cx, &filter, after.as_ref(), paging.fetch()).await?;
    answer(None, &Page::of(found, &paging, |(key, _)| key.clone()).map(|(_, line)| line))
}
