//! `GET /vehicle-reservations/options`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Query, answer};

use super::{
    body::VehicleBody,
    reservation_body::{OptionsBody, Teller},
};
use crate::{
    FleetError,
    model::reservation::NewReservation,
    planning::{Found, options},
    queries,
};

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
    let (situation, found) = options(state.get::<Engine>(), (&state.db).into(), cx, &wish).await?;
    let teller = Teller { state: &state, lang: cx.lang, zone: situation.zone };
    let body = match found {
        Found::Vehicle(chosen) => {
            let vehicle = queries::one((&state.db).into(), chosen.vehicle).await?;
            OptionsBody {
                fits: true,
                vehicle: vehicle.map(|vehicle| VehicleBody::new(vehicle, cx)),
                swaps: chosen.moves.len(),
                why: teller.remarks(&chosen.why),
                ways: vec![],
            }
        }
        Found::Nothing(none) => OptionsBody {
            fits: false,
            vehicle: None,
            swaps: 0,
            why: teller.why_none(&none),
            ways: teller.ways(&none.ways),
        },
    };
    answer(None, &body)
}
