//! `POST /vehicles/{id}/damages`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::BookableId;

use super::damage_body::DamageBody;
use crate::{
    commands::{self, NewDamage},
    faults::Faults,
    queries,
};

/// Notes damage apart from a return. It gets a ticket at the home bay; a vehicle that cannot be driven is taken out of service.
#[utoipa::path(post, path = "/vehicles/{id}/damages", tag = "fleet", request_body = NewDamage,
    params(("id" = BookableId, Path)), responses((status = 201, body = DamageBody), httpkit::WriteProblems))]
pub(crate) async fn add_vehicle_damage(
    State(state): State<AppState>,
    caller: Caller,
    Path(vehicle): Path<BookableId>,
    Json(input): Json<NewDamage>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let (engine, faults) = (state.get::<Engine>(), state.get::<Faults>());
    let id = commands::report_damage(engine, faults, &write.tx, &write.cx, vehicle, input).await?;
    let made = queries::damage((&write.tx).into(), &write.cx, faults, id).await?;
    let body = DamageBody::new(&write.cx, made);
    write.created(&format!("/vehicle-damages?vehicle={vehicle}"), None, &body).await
}
