//! `GET /bookings/{id}`: one booking with its dates.

use axum::{extract::State, response::Response};
use httpkit::{ApiError, AppState, Caller, Path, ReadProblems};
use kernel::BookingId;

use super::{show_booking, views::BookingView, visible};

/// One booking with its dates.
#[utoipa::path(
    get, path = "/bookings/{id}", params(("id" = BookingId, Path, description = "The booking")),
    responses((status = 200, description = "The booking", body = BookingView), ReadProblems)
)]
pub(super) async fn get_booking(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<BookingId>,
) -> Result<Response, ApiError> {
    show_booking(&state, &caller, &visible(&state, &caller, id).await?).await
}
