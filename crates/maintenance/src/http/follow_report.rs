//! `GET /report/follow/{secret}`

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Path, answer};

use crate::queries::{self, GuestTicket};

/// A ticket that was reported without an account: its state and what was said in public. The secret is the key.
#[utoipa::path(get, path = "/report/follow/{secret}", tag = "report", security(()), params(("secret" = String, Path)),
    responses((status = 200, body = GuestTicket), httpkit::ReadProblems))]
pub(crate) async fn follow_report(
    State(state): State<AppState>,
    Path(secret): Path<String>,
) -> Result<Response, ApiError> {
    answer(None, &queries::followed(state.db.read(), &secret).await?)
}
