//! `GET /maintenance-plans/dates`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Query, answer};
use kernel::{PlaceId, WallTime, Zone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    model::plan::CountedFrom,
    queries::{self, RuleDates},
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    /// An RFC 5545 recurrence rule, daily at the most; it may lack an end.
    #[param(max_length = 500, example = "FREQ=MONTHLY;BYDAY=1MO")]
    rule: String,
    /// Its first possible date, with the time of day of all of them. Dates before today are left out.
    start: WallTime,
    /// Whose clock; that of the site, unless told.
    time_zone: Option<Zone>,
    site: Option<PlaceId>,
    /// From where the next work would count; `last_due` unless told.
    counted_from: Option<CountedFrom>,
}

/// The next dates of a rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlanDates)]
pub(crate) struct Dates {
    /// At most five; what counts from when work was done has one at a time.
    dates: Vec<WallTime>,
    time_zone: Zone,
}

/// The next dates on which a plan with such a rule would have work, before it is made; refuses what the plan would refuse.
#[utoipa::path(get, path = "/maintenance-plans/dates", tag = "maintenance", params(Wish),
    responses((status = 200, body = Dates), httpkit::ReadProblems))]
pub(crate) async fn list_maintenance_plan_dates(
    State(state): State<AppState>,
    caller: Caller,
    Query(wish): Query<Wish>,
) -> Result<Response, ApiError> {
    let Wish { rule, start, time_zone, site, counted_from } = wish;
    let asked = RuleDates { rule, start, time_zone, site, counted_from: counted_from.unwrap_or(CountedFrom::LastDue) };
    let (dates, time_zone) = queries::rule_dates(state.db.read(), &caller.cx, asked).await?;
    answer(None, &Dates { dates, time_zone })
}
