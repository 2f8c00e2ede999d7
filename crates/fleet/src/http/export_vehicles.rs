//! `GET /vehicles/export`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, download};

use crate::{FleetError, policy::Permission, queries};

/// The vehicles that are not disposed of as CSV, in the columns that the import takes; those of which the caller sees everything.
/// A text that a spreadsheet would run as a formula has a `'` in front.
#[utoipa::path(get, path = "/vehicles/export", tag = "fleet",
    responses((status = 200, description = "A CSV file", content_type = "text/csv", body = String), httpkit::ReadProblems))]
pub(crate) async fn export_vehicles(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    Permission::SeeFleet.require_anywhere(&caller.cx.actor).map_err(FleetError::from)?;
    let text = queries::export_vehicles((&state.db).into(), &caller.cx).await?;
    download("text/csv; charset=utf-8", "vehicles.csv", text)
}
