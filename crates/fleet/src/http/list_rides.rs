//! `GET /rides`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{Instant, PlaceId, id::DriverId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::ride_body::RideBody;
use crate::queries::{self, Ride, RideFilter, RideKey, span_of};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only of this driver.
    driver: Option<DriverId>,
    /// Only on this day.
    day: Option<NaiveDate>,
    /// That end after this instant; the day goes before it.
    from: Option<Instant>,
    /// That start before this instant; the day goes before it.
    to: Option<Instant>,
    /// Only of vehicles on this site.
    site: Option<PlaceId>,
    /// Only those that wait for a driver.
    #[serde(default)]
    waiting: bool,
    /// Only those that are neither over nor called off.
    #[serde(default)]
    open: bool,
}

/// Rides, by start: drivers see theirs, those who manage reservations all of their sites.
#[utoipa::path(get, path = "/rides", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<RideBody>), httpkit::ReadProblems))]
pub(crate) async fn list_rides(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { driver, day, from, to, site, waiting, open } = filter;
    let day = day.map(span_of);
    let (from, to) = (day.map(|day| day.start).or(from), day.map(|day| day.end).or(to));
    let filter = RideFilter { driver, from, to, site, waiting, open };
    let after: Option<RideKey> = paging.after()?;
    let found = queries::list_rides((&state.db).into(), &caller.cx, &filter, after, paging.fetch()).await?;
    let page = Page::of(found, &paging, Ride::key);
    answer(None, &page.map(|one| RideBody::new(&caller.cx, one)))
}
