//! `GET /maintenance-figures.xlsx`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Query, download};
use media::workbook;
use utoipa::ToSchema;

use super::figures::{FiguresQuery, Reckoning};
use crate::queries::FiguresTable;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook as it is sent.
#[derive(Debug, ToSchema)]
#[schema(as = FiguresWorkbook, value_type = String, format = Binary)]
#[expect(dead_code, reason = "only for the documentation")]
pub(crate) struct Xlsx(Vec<u8>);

/// The figures and all rows behind them as a workbook, a sheet for each table, in the caller's language.
#[utoipa::path(get, path = "/maintenance-figures.xlsx", tag = "maintenance", params(FiguresQuery),
    responses((status = 200, body = Xlsx, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), httpkit::ReadProblems))]
pub(crate) async fn export_figures_workbook(
    State(state): State<AppState>,
    caller: Caller,
    Query(query): Query<FiguresQuery>,
) -> Result<Response, ApiError> {
    let made_at = caller.cx.now.to_utc().naive_utc();
    let reckoning = Reckoning::begin(state, caller, query).await?;
    let name = format!("{}.xlsx", reckoning.file_name());
    let sheets = reckoning.sheets(FiguresTable::ALL.to_vec()).await?;
    let bytes = workbook::write_in_turn(sheets, made_at).await.map_err(ApiError::internal)?;
    download(XLSX, &name, bytes)
}
