//! `POST /bookings/preview`: what booking would do.

use axum::{extract::State, response::Response};
use booking::{
    commands::{create_booking::preview_booking as query, plan::DatePlan},
    queries::alternatives::alternatives,
};
use httpkit::{ApiError, AppState, Caller, Json, WriteProblems, answer};

use super::{engine, explain, input::NewBookingBody, views::PreviewView};

/// Shows what booking this would do, date by date, without doing it.
#[utoipa::path(
    post, path = "/bookings/preview", request_body = NewBookingBody,
    responses((status = 200, description = "What would happen", body = PreviewView), WriteProblems)
)]
pub(super) async fn preview_booking(
    State(state): State<AppState>,
    caller: Caller,
    Json(body): Json<NewBookingBody>,
) -> Result<Response, ApiError> {
    let input = match body.into_command() {
        Ok(input) => input,
        Err(error) => return Err(explain(&state, &caller, error, None).await),
    };
    let cx = &caller.cx;
    let preview = match query(engine(&state), (&state.db).into(), cx, &input).await {
        Ok(preview) => preview,
        Err(error) => return Err(explain(&state, &caller, error, None).await),
    };
    let ways = if preview.dates.iter().any(DatePlan::is_refused) {
        alternatives(engine(&state), (&state.db).into(), cx, &input).await?
    } else {
        vec![]
    };
    answer(None, &PreviewView::new(&state, cx, &preview, &ways))
}
