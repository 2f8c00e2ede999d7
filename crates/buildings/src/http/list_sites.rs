//! `GET /sites`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
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
    /// Words that the code or a name contains, without regard to case and accents.
    q: Option<String>,
    /// Retired ones too.
    retired: Option<bool>,
}

/// The sites, by code.
#[utoipa::path(get, path = "/sites", tag = "places", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<PlaceBody>), httpkit::ReadProblems))]
pub(crate) async fn list_sites(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter: Filter { q, retired }, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let filter =
        PlaceFilter { kind: Some(PlaceKind::Site), q, retired: retired.unwrap_or_default(), ..PlaceFilter::default() };
    let after: Option<String> = paging.after()?;
    let places = queries::list(state.db.read(), &filter, after.as_deref(), paging.fetch()).await?;
    let page = Page::of(places, &paging, |place: &Place| place.code.clone());
    answer(None, &page.map(|place| PlaceBody::new(place, caller.cx.lang)))
}
