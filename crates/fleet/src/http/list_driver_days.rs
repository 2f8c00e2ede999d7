//! `GET /driver-days`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Query, answer};
use kernel::{PlaceId, Zone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ride_body::{DayBody, RideBody};
use crate::{model::day::day_at, queries};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Which day; today unless told.
    date: Option<NaiveDate>,
    /// Only this site.
    site: Option<PlaceId>,
}

/// What the drivers drive on a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DriverDays)]
pub(crate) struct DaysBody {
    date: NaiveDate,
    /// The drivers, by name.
    days: Vec<DayBody>,
    /// Rides of that day that wait for a driver.
    waiting: Vec<RideBody>,
    /// The least minutes between two duties.
    rest_minutes: i64,
    /// The most minutes of a duty.
    longest_duty_minutes: i64,
}

/// The day of all drivers, with duty and rest, and the rides that wait for a driver: for those who manage reservations.
#[utoipa::path(get, path = "/driver-days", tag = "fleet", params(Filter),
    responses((status = 200, body = DaysBody), httpkit::ReadProblems))]
pub(crate) async fn list_driver_days(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { date, site }): Query<Filter>,
) -> Result<Response, ApiError> {
    let cx = &caller.cx;
    let date = date.unwrap_or_else(|| day_at(cx.now, Zone::BRUSSELS));
    let plan = queries::day_plan((&state.db).into(), cx, site, date).await?;
    let body = DaysBody {
        date,
        days: plan.days.into_iter().map(|day| DayBody::new(cx, day)).collect(),
        waiting: plan.waiting.into_iter().map(|ride| RideBody::new(cx, ride)).collect(),
        rest_minutes: plan.settings.rest_minutes,
        longest_duty_minutes: plan.settings.longest_duty_minutes,
    };
    answer(None, &body)
}
