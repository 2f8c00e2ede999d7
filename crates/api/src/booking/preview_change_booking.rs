//! `PATCH /bookings/{id}/preview`: what a change of all dates to come would do.

use axum::{extract::State, response::Response};
use booking::commands::edit::{Reach, preview_edit};
use httpkit::{ApiError, AppState, Caller, Json, Path, Query, WriteProblems, answer};
use kernel::BookingId;

use super::{change_booking::AllReach, engine, explain, input::ChangeBody, views::EditPreviewView, visible};

/// Shows what a change of all dates to come would do, date by date, without doing it.
#[utoipa::path(
    patch, path = "/bookings/{id}/preview", request_body = ChangeBody,
    params(("id" = BookingId, Path, description = "The booking"), AllReach),
    responses((status = 200, description = "What would happen", body = EditPreviewView), WriteProblems)
)]
pub(super) async fn preview_change_booking(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookingId>,
    Query(AllReach { .. }): Query<AllReach>,
    Json(body): Json<ChangeBody>,
) -> Result<Response, ApiError> {
    let present = visible(&state, &caller, id).await?.booking;
    let picks = body.needs_picks().then_some(present.picks);
    let change = match body.into_command(picks) {
        Ok(change) => change,
        Err(error) => return Err(explain(&state, &caller, error, None).await),
    };
    match preview_edit(engine(&state), (&state.db).into(), &caller.cx, Reach::All(id), &change).await {
        Ok(plan) => answer(None, &EditPreviewView::new(&state, &caller.cx, present.series.zone, &plan)),
        Err(error) => Err(explain(&state, &caller, error, None).await),
    }
}
