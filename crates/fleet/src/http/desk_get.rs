//! `GET /vehicle-desk`

use axum::{extract::State, response::Response};
use booking::Engine;
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Query, answer};
use kernel::PlaceId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::desk_body::DeskBody;
use crate::queries;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// Which site.
    site: PlaceId,
    /// Which day, on the calendar of the site; today unless told.
    day: Option<NaiveDate>,
}

/// What the desk of a site has before it on a day: who comes for keys, which vehicles are out or should be back, which are back, for
/// what nobody came; and who loses their vehicle, with a way out.
#[utoipa::path(get, path = "/vehicle-desk", tag = "fleet", params(Filter),
    responses((status = 200, body = DeskBody), httpkit::ReadProblems))]
pub(crate) async fn get_vehicle_desk(
    State(state): State<AppState>,
    caller: Caller,
    Query(Filter { site, day }): Query<Filter>,
) -> Result<Response, ApiError> {
    let desk = queries::desk(state.get::<Engine>(), (&state.db).into(), &caller.cx, site, day).await?;
    answer(None, &DeskBody::new(&state, &caller.cx, desk))
}
