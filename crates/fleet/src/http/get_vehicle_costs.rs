//! `GET /vehicles/{id}/costs`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Path, Query, answer};
use kernel::{BookableId, FieldError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    FleetError,
    model::cost::{month_of, next_month},
    policy::Permission,
    queries::{self, Cost, CostFigures, CostMonth},
};

/// The most months that are reckoned at once.
const MAX_DAYS: i64 = 3 * 366;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// A day of the first month.
    from: NaiveDate,
    /// A day of the last month; at most three years later.
    to: NaiveDate,
}

/// What a vehicle cost, month by month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleCosts)]
pub(crate) struct CostsBody {
    months: Vec<CostMonth>,
    /// All months together: their sum.
    total: CostFigures,
    /// The costs that were noted, the last first.
    costs: Vec<Cost>,
    may_manage: bool,
}

/// What a vehicle cost, drove and emitted, month by month on the calendar of its site, in whole cents. What lasts several months
/// is spread over their days; kilometres come from odometer readings, between which it is taken to drive evenly.
#[utoipa::path(get, path = "/vehicles/{id}/costs", tag = "fleet", params(("id" = BookableId, Path), Filter),
    responses((status = 200, body = CostsBody), httpkit::ReadProblems))]
pub(crate) async fn get_vehicle_costs(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    Query(Filter { from, to }): Query<Filter>,
) -> Result<Response, ApiError> {
    let conn = (&state.db).into();
    let vehicle = queries::one_visible(conn, &caller.cx, id).await?;
    Permission::SeeFleet.require(&caller.cx.actor, &vehicle.chain()).map_err(FleetError::from)?;
    let (from, until) = (month_of(from), next_month(to));
    if from >= until {
        return Err(FleetError::from(FieldError::new("to", "before_start")).into());
    }
    if (until - from).num_days() > MAX_DAYS {
        return Err(FleetError::from(FieldError::new("to", "period_too_long")).into());
    }
    let (months, total, costs) = queries::vehicle_costs(conn, &vehicle, (from, until), caller.cx.now).await?;
    let may_manage = Permission::ManageFleet.held_by(&caller.cx.actor, &vehicle.chain());
    answer(None, &CostsBody { months, total, costs, may_manage })
}
