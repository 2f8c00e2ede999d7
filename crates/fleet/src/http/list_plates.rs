//! `GET /plates`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Page, PagedQuery, answer};
use kernel::{BookableId, Instant, id::PlateId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::plate_body::PlateBody;
use crate::{
    FleetError,
    model::plate::check_plate,
    policy::Permission,
    queries::{self, PlateFilter},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Only this one, written in whatever way.
    plate: Option<String>,
    /// Only of this vehicle.
    vehicle: Option<BookableId>,
    /// Only on this day.
    on: Option<NaiveDate>,
    /// Only at this moment, on the calendar of the site of the vehicle.
    at: Option<Instant>,
}

/// Which plate is and was on which vehicle, by plate and day: with `plate` and `on` (or `at`), which vehicle had it then.
#[utoipa::path(get, path = "/plates", tag = "fleet", params(Filter, httpkit::PagingParams),
    responses((status = 200, body = Page<PlateBody>), httpkit::ReadProblems))]
pub(crate) async fn list_plates(
    State(state): State<AppState>,
    caller: Caller,
    PagedQuery { filter, paging }: PagedQuery<Filter>,
) -> Result<Response, ApiError> {
    let Filter { plate, vehicle, on, at } = filter;
    Permission::SeeVehicles.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let plate = plate.map(|plate| check_plate("plate", &plate, true)).transpose().map_err(FleetError::from)?;
    let filter = PlateFilter { plate, vehicle, on, at };
    let after: Option<(String, i64, PlateId)> = paging.after()?;
    let fetch = usize::try_from(paging.fetch()).map_err(ApiError::internal)?;
    let found = queries::list_plates((&state.db).into(), &caller.cx, &filter, after.as_ref(), fetch).await?;
    let key = |line: &queries::PlateLine| (line.assignment.plate.clone(), line.assignment.from, line.assignment.id);
    let page = Page::of(found, &paging, key);
    answer(None, &page.map(|line| PlateBody::new(line, caller.cx.lang)))
}
