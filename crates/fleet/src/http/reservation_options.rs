//! `GET /vehicle-reservations/options`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Query, answer};

use super::reservation_body::OptionsBody;
use crate::{FleetError, model::reservation::NewReservation, planning::options, queries};

/// What reserving would do: which vehicle and why, how many others would get another one; or why none fits, and what would help.
/// Nothing is kept by it, so that somebody else may be faster.
#[utoipa::path(get, path = "/vehicle-reservations/options", tag = "fleet", params(NewReservation),
    responses((status = 200, body = OptionsBody), httpkit::ReadProblems))]
pub(crate) async fn vehicle_reservation_options(
    State(state): State<AppState>,
    caller: Caller,
    Query(wish): Query<NewReservation>,
) -> Result<Response, ApiError> {
    let cx = &caller.cx;
    let wish = wish.check().map_err(FleetError::from)?;
    booking::policy::Permission::Book.require(&cx.actor, &[])?;
    queries::known_site((&state.db).into(), wish.site_id).await?;
    let (situation, found) = options(state.get::<Engine>(), (&state.db).into(), cx, &wish).await?;
    let body = OptionsBody::of(&state, (&state.db).into(), cx, situation.zone, found).await?;
    answer(None, &body)
}
