//! `GET /fleet-figures.xlsx`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Query, download};
use media::workbook;
use utoipa::ToSchema;

use super::figures::{self, FiguresQuery};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook as it is sent.
#[derive(Debug, ToSchema)]
#[schema(as = FleetFiguresWorkbook, value_type = String, format = Binary)]
#[expect(dead_code, reason = "only for the documentation")]
pub(crate) struct Xlsx(Vec<u8>);

/// The figures as a workbook with heads in the caller's language: a row for each vehicle, and all of them at the end.
#[utoipa::path(get, path = "/fleet-figures.xlsx", tag = "fleet", params(FiguresQuery),
    responses((status = 200, body = Xlsx, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), httpkit::ReadProblems))]
pub(crate) async fn export_fleet_figures_workbook(
    State(state): State<AppState>,
    caller: Caller,
    Query(query): Query<FiguresQuery>,
) -> Result<Response, ApiError> {
    let figures = query.reckon(&state, &caller).await?;
    let made = figures::sheet(&state, &caller, &figures);
    let made_at = caller.cx.now.to_utc().naive_utc();
    let bytes = workbook::write_in_turn(vec![made], made_at).await.map_err(ApiError::internal)?;
    download(XLSX, &format!("{}.xlsx", query.file_name()), bytes)
}
