//! `GET /drivers/{id}/day`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Path, Query, answer};
use kernel::{Zone, id::DriverId};
use serde::Deserialize;
use utoipa::IntoParams;

use super::ride_body::DayBody;
use crate::{model::day::day_at, queries};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Which day; today unless told.
    date: Option<NaiveDate>,
}

/// The day sheet of a driver: for the driver, and for those who see the fleet, as far as they see the rides.
#[utoipa::path(get, path = "/drivers/{id}/day", tag = "fleet", params(("id" = DriverId, Path), Filter),
    responses((status = 200, body = DayBody), httpkit::ReadProblems))]
pub(crate) async fn get_driver_day(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DriverId>,
    Query(Filter { date }): Query<Filter>,
) -> Result<Response, ApiError> {
    let date = date.unwrap_or_else(|| day_at(caller.cx.now, Zone::BRUSSELS));
    let day = queries::driver_day((&state.db).into(), &caller.cx, id, date).await?;
    answer(None, &DayBody::new(&caller.cx, day))
}
