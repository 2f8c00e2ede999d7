//! `POST /bookings/{id}/cancel`: call a booking off, or a stretch of it.

use axum::{extract::State, response::Response};
use booking::{
    BookingError,
    commands::cancel::{Which, cancel},
};
use httpkit::{ApiError, AppState, Caller, IfMatch, Json, Path, WriteProblems};
use kernel::{BookingId, Instant};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{done_booking, engine, explain, views::BookingView};

/// What to call off, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CancelBooking {
    #[serde(default)]
    #[schema(max_length = 4000)]
    reason: Option<String>,
    /// Only dates that start at this instant or later.
    #[serde(default)]
    from: Option<Instant>,
    /// Only dates that start before this instant.
    #[serde(default)]
    to: Option<Instant>,
}

/// Calls off all dates to come, or those of a stretch of time. Requests are withdrawn, certain dates cancelled.
#[utoipa::path(
    post, path = "/bookings/{id}/cancel", request_body = CancelBooking,
    params(("id" = BookingId, Path, description = "The booking"),
        ("If-Match" = Option<String>, Header, description = "The version that the caller saw")),
    responses((status = 200, description = "Called off", body = BookingView), WriteProblems)
)]
pub(super) async fn cancel_booking(
    State(state): State<AppState>,
    caller: Caller,
    seen: Option<IfMatch>,
    Path(id): Path<BookingId>,
    Json(CancelBooking { reason, from, to }): Json<CancelBooking>,
) -> Result<Response, ApiError> {
    let which = match (from, to) {
        (None, None) => Which::All(id),
        (from, to) => {
            let span = (from.unwrap_or(caller.cx.now), to.unwrap_or(Instant::from_micros(i64::MAX)));
            if span.0 >= span.1 {
                return Err(BookingError::Invalid { field: "to", why: "before_start" }.into());
            }
            Which::Between(id, span.0, span.1)
        }
    };
    let seen = seen.and_then(IfMatch::version);
    let write = caller.begin(&state).await?;
    match cancel(engine(&state), &write.tx, &write.cx, which, reason, seen).await {
        Ok(details) => done_booking(&state, &caller, write, &details).await,
        Err(error) => {
            drop(write);
            Err(explain(&state, &caller, error, None).await)
        }
    }
}
