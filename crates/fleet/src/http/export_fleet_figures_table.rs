//! `GET /fleet-figures.csv`

use axum::{extract::State, response::Response};
use buildings::sheet;
use httpkit::{ApiError, AppState, Caller, Query, download};
use media::workbook::Cell;

use super::figures::{self, FiguresQuery};

/// The figures as CSV with heads in the caller's language: a row for each vehicle, and all of them at the end.
#[utoipa::path(get, path = "/fleet-figures.csv", tag = "fleet", params(FiguresQuery),
    responses((status = 200, description = "A CSV file", content_type = "text/csv", body = String), httpkit::ReadProblems))]
pub(crate) async fn export_fleet_figures_table(
    State(state): State<AppState>,
    caller: Caller,
    Query(query): Query<FiguresQuery>,
) -> Result<Response, ApiError> {
    let figures = query.reckon(&state, &caller).await?;
    let made = figures::sheet(&state, &caller, &figures);
    let columns: Vec<&str> = made.columns.iter().map(String::as_str).collect();
    let rows = made.rows.iter().map(|row| row.iter().map(Cell::text).collect());
    download("text/csv; charset=utf-8", &format!("{}.csv", query.file_name()), sheet::write(&columns, rows))
}
