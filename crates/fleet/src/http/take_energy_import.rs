//! `POST /energy-imports`

use axum::{
    extract::{Request, State},
    response::Response,
};
use httpkit::{ApiError, AppState, Caller, answer};

use super::{
    energy_report_body::ReportBody,
    energy_statement::{Parts, read},
};
use crate::commands;

/// Takes what is new of a statement: what is there already is left alone, so that taking a file twice changes nothing.
#[utoipa::path(post, path = "/energy-imports", tag = "fleet",
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 200, body = ReportBody), httpkit::WriteProblems))]
pub(crate) async fn take_energy_import(
    State(state): State<AppState>,
    caller: Caller,
    request: Request,
) -> Result<Response, ApiError> {
    let statement = read(&state, &caller, request).await?;
    let tx = state.db.begin(&caller.cx).await?;
    let report = commands::import_energy(tx, &caller.cx, statement, false).await?;
    answer(None, &ReportBody::new(&state, &caller.cx, report))
}
