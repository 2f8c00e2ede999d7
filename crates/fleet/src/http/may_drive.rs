//! `GET /drivers/{id}/may-drive`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Path, Query, answer};
use kernel::{BookableId, id::DriverId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::driver_body::FindingBody;
use crate::{
    model::driver::{is_allowed, may_drive as judge},
    queries,
};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Which vehicle.
    vehicle: BookableId,
    /// On which day; today unless told.
    on: Option<NaiveDate>,
}

/// Whether somebody may drive a vehicle.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MayDrive)]
pub(crate) struct Verdict {
    on: NaiveDate,
    may: bool,
    /// What speaks against it.
    findings: Vec<FindingBody>,
}

/// Whether somebody may drive a vehicle on a day: by the category and the end of the licence, and by when somebody looked at it.
#[utoipa::path(get, path = "/drivers/{id}/may-drive", tag = "fleet", params(("id" = DriverId, Path), Filter),
    responses((status = 200, body = Verdict), httpkit::ReadProblems))]
pub(crate) async fn may_drive(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DriverId>,
    Query(Filter { vehicle, on }): Query<Filter>,
) -> Result<Response, ApiError> {
    let conn = (&state.db).into();
    let driver = queries::visible_driver(conn, &caller.cx, id).await?;
    let vehicle = queries::one_visible(conn, &caller.cx, vehicle).await?;
    let on = on.unwrap_or_else(|| vehicle.today(caller.cx.now));
    let settings = queries::settings(conn).await?;
    let findings = judge(&driver.facts(), vehicle.details.category, on, settings.licence_check_days);
    let may = is_allowed(&findings);
    let findings = findings.into_iter().map(|one| FindingBody::new(&state, caller.cx.lang, one)).collect();
    answer(None, &Verdict { on, may, findings })
}
