//! `GET /sites/{id}/holidays`

use axum::{extract::State, response::Response};
use chrono::Datelike;
use httpkit::{ApiError, AppState, Caller, Page, Path, Query, answer};
use kernel::{PlaceId, WallTime, Zone};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::HolidayBody;
use crate::queries;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Which year; the present one unless told otherwise.
    #[param(minimum = 1970, maximum = 2199)]
    year: Option<i32>,
}

/// The days of a year on which a site is closed, in order.
#[utoipa::path(get, path = "/sites/{id}/holidays", tag = "places", params(("id" = PlaceId, Path), Filter),
    responses((status = 200, body = Page<HolidayBody>), httpkit::ReadProblems))]
pub(crate) async fn list_holidays(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<PlaceId>,
    Query(Filter { year }): Query<Filter>,
) -> Result<Response, ApiError> {
    let site = queries::site(state.db.read(), id).await?;
    let zone = site.time_zone.unwrap_or(Zone::UTC);
    let year = year.unwrap_or_else(|| WallTime::at(caller.cx.now, zone).date().year());
    let days = queries::closed_days((&state.db).into(), id, year).await?;
    answer(None, &Page::whole(days.into_iter().map(|day| HolidayBody::new(day, caller.cx.lang)).collect()))
}
