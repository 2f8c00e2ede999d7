//! `GET /trips`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};

use super::{trip_body::TripBody, trip_filter::Filter};
use crate::queries::{self, Trip, TripKey};

/// Trips of vehicles, the last first: one's own; those for the house where the caller sees the fleet, and private ones of others
/// only where they manage it.
#[utoipa::path(get, path = "/trips", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<TripBody>), httpkit::ReadProblems))]
pub(crate) async fn list_trips(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let after: Option<TripKey> = paging.after()?;
    let found = queries::list_trips((&state.db).into(), &caller.cx, &filter.into(), after, paging.fetch()).await?;
    let page = Page::of(found, &paging, Trip::key);
    answer(None, &page.map(|trip| TripBody::new(trip, &caller.cx)))
}
