//! `GET /trips.csv`

use axum::{extract::State, response::Response};
use buildings::sheet;
use httpkit::{ApiError, AppState, Caller, Query, download};
use kernel::WallTime;

use super::trip_filter::Filter;
use crate::queries;

const COLUMNS: &[&str] =
    &["vehicle", "driver", "from", "to", "km_out", "km_in", "km", "unlogged_km", "kind", "purpose", "reason"];

/// The trips that match as CSV, the last first; times are those on the clock of the site. At most 100,000.
#[utoipa::path(get, path = "/trips.csv", tag = "fleet", params(Filter),
    responses((status = 200, description = "A CSV file", content_type = "text/csv", body = String), httpkit::ReadProblems))]
pub(crate) async fn export_trips(
    State(state): State<AppState>,
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Response, ApiError> {
    let most = sheet::MAX_ROWS as u64;
    let trips = queries::list_trips((&state.db).into(), &caller.cx, &filter.into(), None, most).await?;
    let rows = trips.into_iter().map(|trip| {
        let wall = |at| WallTime::at(at, trip.zone).to_string();
        vec![
            trip.code.clone(),
            trip.driver_name.clone(),
            wall(trip.from),
            wall(trip.to),
            trip.km_out.to_string(),
            trip.km_in.to_string(),
            (trip.km_in - trip.km_out).to_string(),
            trip.unlogged_km.to_string(),
            trip.kind.to_string(),
            trip.purpose.unwrap_or_default(),
            trip.reason.unwrap_or_default(),
        ]
    });
    download("text/csv; charset=utf-8", "trips.csv", sheet::write(COLUMNS, rows))
}
