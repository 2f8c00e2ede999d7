//! `GET /drivers`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::id::DriverId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::driver_body::DriverBody;
use crate::queries::{self, DriverFilter};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Words that the name contains, without regard to case and accents.
    q: Option<String>,
    /// Only professionals, or only others.
    chauffeur: Option<bool>,
    /// Those too who no longer drive.
    retired: Option<bool>,
}

/// Who drives for the house, by name.
#[utoipa::path(get, path = "/drivers", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<DriverBody>), httpkit::ReadProblems))]
pub(crate) async fn list_drivers(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { q, chauffeur, retired } = filter;
    let filter = DriverFilter { q, chauffeur, retired: retired.unwrap_or_default() };
    let after: Option<(String, DriverId)> = paging.after()?;
    let fetch = usize::try_from(paging.fetch()).map_err(ApiError::internal)?;
    let conn = (&state.db).into();
    let found = queries::list_drivers(conn, &caller.cx, &filter, after.as_ref(), fetch).await?;
    let settings = queries::settings(conn).await?;
    let page = Page::of(found, &paging, |driver| (driver.name.clone(), driver.id));
    answer(None, &page.map(|driver| DriverBody::new(driver, settings)))
}
