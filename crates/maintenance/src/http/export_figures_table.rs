//! `GET /maintenance-figures/tables/{table}`

use axum::{extract::State, response::Response};
use buildings::sheet;
use httpkit::{ApiError, AppState, Caller, Path, Query, download};
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
    let mut text = String::new();
    for made in reckoning.sheets(vec![table]).await? {
        let columns: Vec<&str> = made.columns.iter().map(String::as_str).collect();
        let rows = made.rows.iter().map(|row| row.iter().map(Cell::text).collect());
        text.push_str(&sheet::write(&columns, rows));
    }
    download("text/csv; charset=utf-8", &name, text)
}
