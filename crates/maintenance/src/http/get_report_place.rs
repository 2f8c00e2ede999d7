//! `GET /report/{qr_token}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Path, answer};

use crate::queries::{self, GuestPlace};

/// What stands behind a QR code: the names of the place and of the installation, nothing else. Needs no account.
#[utoipa::path(get, path = "/report/{qr_token}", tag = "report", security(()), params(("qr_token" = String, Path)),
    responses((status = 200, body = GuestPlace), httpkit::ReadProblems))]
pub(crate) async fn get_report_place(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> Result<Response, ApiError> {
    answer(None, &queries::place_behind(state.db.read(), &token).await?)
}
