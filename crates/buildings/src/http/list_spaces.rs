//! `GET /spaces`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::PlaceId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::PlaceBody;
use crate::{
    model::{Place, PlaceKind},
    queries::{self, PlaceFilter},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only this site.
    site: Option<PlaceId>,
    /// Only what lies directly in this place.
    parent: Option<PlaceId>,
    /// Words that the code or a name contains, without regard to case and accents.
    q: Option<String>,
    /// Retired ones too.
    retired: Option<bool>,
}

/// The spaces, by code.
#[utoipa::path(get, path = "/spaces", tag = "places", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<PlaceBody>), httpkit::ReadProblems))]
pub(crate) async fn list_spaces(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter: Filter { site, parent, q, retired }, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let filter = PlaceFilter { kind: Some(PlaceKind::Space), parent, site, q, retired: retired.unwrap_or_default() };
    let after: Option<String> = paging.after()?;
    let places = queries::list(state.db.read(), &filter, after.as_deref(), paging.fetch()).await?;
    let page = Page::of(places, &paging, |place: &Place| place.code.clone());
    answer(None, &page.map(|place| PlaceBody::new(place, caller.cx.lang)))
}
