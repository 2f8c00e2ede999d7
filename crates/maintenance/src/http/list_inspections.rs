//! `GET /inspections`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{PlaceId, id::InstallationId};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    model::inspection::InspectionState,
    queries::{self, InspectionFilter, InspectionKey, InspectionLine},
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
    /// Only in these states; may be repeated.
    #[serde(default)]
    state: Vec<InspectionState>,
    /// Only those with remarks that are not cleared.
    open_remarks: Option<bool>,
    /// Only those of the class of installations with this code.
    class: Option<String>,
}

/// Inspections on the sites whose tickets the caller sees, the latest due first.
#[utoipa::path(get, path = "/inspections", tag = "inspections", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<InspectionLine>), httpkit::ReadProblems))]
pub(crate) async fn list_inspections(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { site, place, installation, state: states, open_remarks, class } = filter;
    let scope = queries::scope(&caller.cx, site, place, installation, class)?;
    let filter = InspectionFilter { scope, states, open_remarks: open_remarks.unwrap_or_default() };
    let after: Option<InspectionKey> = paging.after()?;
    let found = queries::inspections(state.db.read(), &caller.cx, &filter, after.as_ref(), paging.fetch()).await?;
    answer(None, &Page::of(found, &paging, |one| (one.due_on.clone(), one.id)))
}
