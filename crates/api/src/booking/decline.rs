//! `POST /approvals/{id}/decline`: refuse a request.

use axum::{extract::State, response::Response};
use booking::commands::decide::{Decision, decide};
use httpkit::{ApiError, AppState, Caller, Json, Path, WriteProblems};
use kernel::ApprovalId;

use super::{decide::Reason, done_booking, engine, explain, views::BookingView};

/// Refuses a request. Needs a reason.
#[utoipa::path(
    post, path = "/approvals/{id}/decline", request_body = Reason,
    params(("id" = ApprovalId, Path, description = "The request")),
    responses((status = 200, description = "Decided", body = BookingView), WriteProblems)
)]
pub(super) async fn decline(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<ApprovalId>,
    Json(Reason { reason }): Json<Reason>,
) -> Result<Response, ApiError> {
    let write = caller.begin(&state).await?;
    match decide(engine(&state), &write.tx, &write.cx, id, Decision::Decline, reason).await {
        Ok(details) => done_booking(&state, &caller, write, &details).await,
        Err(error) => {
            drop(write);
            Err(explain(&state, &caller, error, None).await)
        }
    }
}
