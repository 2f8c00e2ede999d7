//! `POST /energy-imports/look`

use axum::{
    extract::{Request, State},
    response::Response,
};
use buildings::sheet;
use httpkit::{ApiError, AppState, Caller, answer};
use serde::Serialize;
use utoipa::ToSchema;

use super::energy_statement::form;
use crate::model::energy_mapping::{Separator, in_utf8};

/// How many rows are shown.
const ROWS: usize = 5;

/// The parts of the form.
#[derive(Debug, ToSchema)]
#[schema(as = EnergyFileForm)]
#[expect(dead_code, reason = "only for the documentation; the parts are read one by one")]
pub(crate) struct Parts {
    /// A CSV file, at most 8 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What stands between its cells; found out unless told.
    separator: Option<Separator>,
}

/// The heads of a file and its first rows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EnergyFileLook)]
pub(crate) struct Look {
    separator: Separator,
    heads: Vec<String>,
    /// The first five rows, cell by cell.
    rows: Vec<Vec<String>>,
}

/// Shows the heads and the first rows of a file, to choose its columns by.
#[utoipa::path(post, path = "/energy-imports/look", tag = "fleet",
    request_body(content = Parts, content_type = "multipart/form-data"),
    responses((status = 200, body = Look), httpkit::WriteProblems))]
pub(crate) async fn look_at_energy_file(
    State(state): State<AppState>,
    caller: Caller,
    request: Request,
) -> Result<Response, ApiError> {
    let (mut form, file) = form(&state, &caller, request, &["separator"]).await?;
    let separator = match form.text("separator") {
        Some(text) => text.parse().map_err(|_| ApiError::parameter("separator", "one_of"))?,
        None => Separator::Auto,
    };
    let (separator, heads, rows) = sheet::look(&in_utf8(&file), separator.byte(), ROWS);
    let separator = match separator {
        b';' => Separator::Semicolon,
        b'\t' => Separator::Tab,
        _ => Separator::Comma,
    };
    answer(None, &Look { separator, heads, rows })
}
