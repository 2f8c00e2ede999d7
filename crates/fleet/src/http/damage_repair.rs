//! `POST /vehicle-damages/{id}/repair`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path};
use kernel::id::DamageId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::damage_body::DamageBody;
use crate::{commands, faults::Faults, queries};

/// What was done.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RepairVehicleDamage)]
#[serde(deny_unknown_fields)]
pub(crate) struct Input {
    #[schema(max_length = 120)]
    note: Option<String>,
}

/// Says that damage is repaired. Whether the vehicle goes back into service is decided for itself.
#[utoipa::path(post, path = "/vehicle-damages/{id}/repair", tag = "fleet", request_body = Input,
    params(("id" = DamageId, Path), ("if-match" = Option<String>, Header, description = "The version the caller saw, as an `ETag`")),
    responses((status = 200, body = DamageBody), httpkit::WriteProblems))]
pub(crate) async fn repair_vehicle_damage(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DamageId>,
    seen: Option<IfMatch>,
    Json(Input { note }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let (faults, seen) = (state.get::<Faults>(), seen.and_then(IfMatch::version));
    commands::repair_damage(faults, &write.tx, &write.cx, id, seen, note).await?;
    let present = queries::damage((&write.tx).into(), &write.cx, faults, id).await?;
    let body = DamageBody::new(&write.cx, present);
    write.ok(None, &body).await
}
