//! `GET /org-units`: the organisation.

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, Query, ReadProblems};

use super::{NoFilter, views::OrgUnitView};

/// All organisational units, in the order of their codes, on one page.
#[utoipa::path(
    get, path = "/org-units",
    responses((status = 200, description = "All of them", body = Page<OrgUnitView>), ReadProblems)
)]
pub(super) async fn list_org_units(
    State(state): State<AppState>,
    caller: Caller,
    Query(NoFilter {}): Query<NoFilter>,
) -> Result<Response, ApiError> {
    let units = directory::queries::org_units(state.db.read()).await?;
    httpkit::answer(None, &Page::whole(units).map(|unit| OrgUnitView::of(unit, caller.cx.lang)))
}
