//! `POST /vehicles/{id}/plates`

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::BookableId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{VehicleDetail, detail};
use crate::{
    commands::{self, AssignPlate},
    queries,
};

/// A plate to be put on a vehicle.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPlateAssignment)]
pub(crate) struct Input {
    /// Belgian plates such as `1-ABC-234`, `A-12` or `CD-AB-123`; others only where `unusual` says so.
    #[schema(max_length = 12, example = "1-ABC-234")]
    plate: String,
    /// It has another form than Belgian plates, and that is no typing error.
    #[serde(default)]
    unusual: bool,
    /// Its first day there; today unless told.
    from: Option<NaiveDate>,
    /// The first day on which it is no longer there; nothing until further notice.
    until: Option<NaiveDate>,
    /// Take the plate from where it is, and take off the plate that the vehicle has.
    #[serde(default)]
    take_over: bool,
}

/// Puts a plate on a vehicle from a day on. No plate is on two vehicles, and no vehicle has two plates, on one day: what is in the
/// way is refused, or ends where it is to be taken over.
#[utoipa::path(post, path = "/vehicles/{id}/plates", tag = "fleet", request_body = Input, params(("id" = BookableId, Path)),
    responses((status = 201, body = VehicleDetail), httpkit::WriteProblems))]
pub(crate) async fn assign_plate(
    State(state): State<AppState>,
    caller: Caller,
    Path(vehicle): Path<BookableId>,
    Json(Input { plate, unusual, from, until, take_over }): Json<Input>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    let present = queries::one_managed((&write.tx).into(), &write.cx, vehicle).await?;
    let from = from.unwrap_or_else(|| present.today(write.cx.now));
    let input = AssignPlate { vehicle, plate, unusual, from, until, take_over };
    commands::assign_plate(&write.tx, &write.cx, input).await?;
    let (version, body) = detail(&state, (&write.tx).into(), &write.cx, vehicle).await?;
    write.created(&format!("/plates?vehicle={vehicle}"), Some(version), &body).await
}
