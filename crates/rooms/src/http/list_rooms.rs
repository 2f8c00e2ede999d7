//! `GET /rooms`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::PlaceId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::RoomBody;
use crate::queries::{self, Position, RoomFilter};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only on this site.
    site: Option<PlaceId>,
    /// Words that the code or a name contains, without regard to case and accents.
    q: Option<String>,
    /// What it must have, by code; may be repeated.
    #[serde(default)]
    feature: Vec<String>,
    /// For at least so many people.
    #[param(minimum = 1)]
    capacity: Option<i64>,
    /// Retired ones too.
    retired: Option<bool>,
}

/// The rooms that the caller may know of, in the order of where they are.
#[utoipa::path(get, path = "/rooms", tag = "rooms", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<RoomBody>), httpkit::ReadProblems))]
pub(crate) async fn list_rooms(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { site, q, feature, capacity, retired } = filter;
    let filter = RoomFilter { site, q, features: feature, capacity, retired: retired.unwrap_or_default() };
    let after: Option<Position> = paging.after()?;
    let fetch = usize::try_from(paging.fetch()).map_err(ApiError::internal)?;
    let rooms = queries::list((&state.db).into(), &caller.cx, &filter, after.as_ref(), fetch).await?;
    let page = Page::of(rooms, &paging, |(position, _)| position.clone());
    answer(None, &page.map(|(_, room)| RoomBody::new(room, caller.cx.lang)))
}
