//! `GET /session`: who am I, and what may I do?

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, ReadProblems};

use super::views::SessionView;

/// Who is signed in and what they may do.
#[utoipa::path(
    get, path = "/session",
    responses((status = 200, description = "The caller", body = SessionView), ReadProblems)
)]
pub(super) async fn get_session(State(state): State<AppState>, caller: Caller) -> Result<Response, ApiError> {
    httpkit::answer(None, &SessionView::of(&state, &caller.who, caller.cx.lang))
}
