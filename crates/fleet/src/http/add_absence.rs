//! `POST /drivers/{id}/absences`

use axum::{extract::State, response::Response};
use booking::Engine;
use httpkit::{ApiError, AppState, Caller, Json, Path};
use kernel::id::DriverId;

use super::absence_body::{AbsenceBody, AbsencesBody};
use crate::{
    commands::{self, NewAbsence},
    queries,
};

/// Says that a professional driver is not there: no ride takes that time. The rides they have in it stay theirs until the desk gives
/// each to another driver. Answers all absences that are not over.
#[utoipa::path(post, path = "/drivers/{id}/absences", tag = "fleet", request_body = NewAbsence, params(("id" = DriverId, Path)),
    responses((status = 201, body = AbsencesBody), httpkit::WriteProblems))]
pub(crate) async fn add_driver_absence(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DriverId>,
    Json(input): Json<NewAbsence>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    commands::add_absence(state.get::<Engine>(), &write.tx, &write.cx, id, input).await?;
    let found = queries::absences((&write.tx).into(), &write.cx, id).await?;
    let items = found.into_iter().map(AbsenceBody::from).collect();
    write.created(&format!("/drivers/{id}/absences"), None, &AbsencesBody { items }).await
}
