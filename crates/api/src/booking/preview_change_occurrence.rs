//! `PATCH /occurrences/{id}/preview`: what a change of one date, or it and those after it, would do.

use axum::{extract::State, response::Response};
use booking::{commands::edit::preview_edit, queries::bookings::booking_of};
use httpkit::{ApiError, AppState, Caller, Json, Path, Query, WriteProblems, answer};
use kernel::OccurrenceId;

use super::{
    change_occurrence::{DateReach, present_picks},
    engine, explain,
    input::ChangeBody,
    views::EditPreviewView,
    visible,
};

/// Shows what a change of one date, or it and those after it, would do, without doing it.
#[utoipa::path(
    patch, path = "/occurrences/{id}/preview", request_body = ChangeBody,
    params(("id" = OccurrenceId, Path, description = "The date"), DateReach),
    responses((status = 200, description = "What would happen", body = EditPreviewView), WriteProblems)
)]
pub(super) async fn preview_change_occurrence(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<OccurrenceId>,
    Query(DateReach { scope }): Query<DateReach>,
    Json(body): Json<ChangeBody>,
) -> Result<Response, ApiError> {
    let booking = booking_of((&state.db).into(), id).await?;
    let details = visible(&state, &caller, booking).await?;
    let picks = body.needs_picks().then(|| present_picks(&details, id));
    let change = match body.into_command(picks) {
        Ok(change) => change,
        Err(error) => return Err(explain(&state, &caller, error, None).await),
    };
    let reach = scope.unwrap_or_default().of(id);
    match preview_edit(engine(&state), (&state.db).into(), &caller.cx, reach, &change).await {
        Ok(plan) => answer(None, &EditPreviewView::new(&state, &caller.cx, details.booking.series.zone, &plan)),
        Err(error) => Err(explain(&state, &caller, error, None).await),
    }
}
