//! `GET /vehicles/{id}/zones`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Path, Query, answer};
use kernel::BookableId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::emission_body::AnswerBody;
use crate::queries;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Day {
    /// On which day; today unless told.
    on: Option<NaiveDate>,
}

/// Whether a vehicle may enter each of the zones.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = VehicleZones)]
pub(crate) struct Zones {
    items: Vec<AnswerBody>,
}

/// Whether a vehicle may enter each of the low-emission zones on a day, why, and until when by the rules that are known.
#[utoipa::path(get, path = "/vehicles/{id}/zones", tag = "fleet", params(("id" = BookableId, Path), Day),
    responses((status = 200, body = Zones), httpkit::ReadProblems))]
pub(crate) async fn get_vehicle_zones(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookableId>,
    Query(Day { on }): Query<Day>,
) -> Result<Response, ApiError> {
    let conn = (&state.db).into();
    let vehicle = queries::one_visible(conn, &caller.cx, id).await?;
    let on = on.unwrap_or_else(|| vehicle.today(caller.cx.now));
    let answers = queries::zones(&queries::schemes(conn).await?, &vehicle, on);
    let items = answers.into_iter().map(|one| AnswerBody::new(&state, caller.cx.lang, one)).collect();
    answer(None, &Zones { items })
}
