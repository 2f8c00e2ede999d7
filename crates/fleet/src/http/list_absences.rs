//! `GET /drivers/{id}/absences`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, answer};
use kernel::id::DriverId;

use super::absence_body::{AbsenceBody, AbsencesBody};
use crate::queries;

/// When a driver is not there, now and later; for the driver and for those who see the fleet.
#[utoipa::path(get, path = "/drivers/{id}/absences", tag = "fleet", params(("id" = DriverId, Path)),
    responses((status = 200, body = AbsencesBody), httpkit::ReadProblems))]
pub(crate) async fn list_driver_absences(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<DriverId>,
) -> Result<Response, ApiError> {
    let found = queries::absences((&state.db).into(), &caller.cx, id).await?;
    answer(None, &AbsencesBody { items: found.into_iter().map(AbsenceBody::from).collect() })
}
