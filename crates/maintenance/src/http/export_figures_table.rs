//! `GET /maintenance-figures/tables/{table}`

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use buildings::sheet;
use httpkit::{ApiError, AppState, Caller, Path, Query};
use media::workbook::Cell;

use super::figures::{FiguresQuery, Reckoning};
use crate::queries::FiguresTable;

/// The figures, or the rows behind them, as CSV with heads in the caller's language. A text that a spreadsheet would run as a
/// formula has a `'` in front.
#[utoipa::path(get, path = "/maintenance-figures/tables/{table}", tag = "maintenance", params(("table" = inline(FiguresTable), Path), FiguresQuery),
    responses((status = 200, description = "A CSV file", content_type = "text/csv", body = String), httpkit::ReadProblems))]
pub(crate) async fn export_figures_table(
    State(state): State<AppState>,
    caller: Caller,
    Path(table): Path<FiguresTable>,
    Query(query): Query<FiguresQuery>,
) -> Result<Response, ApiError> {
    let reckoning = Reckoning::begin(state, caller, query).await?;
    let name = format!("{}-{table}.csv", reckoning.file_name());
    let wanted = FiguresTable::ALL
        .iter()
        .position(|one| *one == table)
        .map(|at| &FiguresTable::ALL[at..=at])
        .unwrap_or_default();
    let mut text = String::new();
    for made in reckoning.sheets(wanted).await? {
        let columns: Vec<&str> = made.columns.iter().map(String::as_str).collect();
        let rows = made.rows.iter().map(|row| row.iter().map(Cell::text).collect());
        text.push_str(&sheet::write(&columns, rows));
    }
    let mut response = Response::new(Body::from(text));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")).map_err(ApiError::internal)?;
    response.headers_mut().extend([
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ]);
    Ok(response)
}
